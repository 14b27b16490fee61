import { boostedModelOf } from '../../classifiers/boosted-classifier.ts'
import { reshape, sumOver } from '../expressions.ts'
import { float64 } from '../parts.ts'
import type { ClassifierPart } from './classifier-part.ts'
import { certain, placeClasses, sharesOfScores } from './shares.ts'
import { addTreeWalk, walked } from './tree-walk.ts'

const boosted =
  (name: string): ClassifierPart =>
  (builder, x, json) => {
    const model = boostedModelOf(name, json)
    const outputs = model.start.length
    if (outputs === 0) return certain(builder, x, model)
    const leaves = addTreeWalk(
      builder,
      x,
      model.trees.map((tree) => walked(tree, 1)),
      1,
    )
    const rounds = reshape(builder, leaves, [-1, model.trees.length / outputs, outputs])
    const start = builder.constant(float64('boosting_start', [1, outputs], model.start))
    const scores = builder.add('Add', [sumOver(builder, rounds, 1), start])
    return placeClasses(builder, sharesOfScores(builder, scores, outputs), model)
  }

export const gbm = boosted('gbm')
export const xgb = boosted('xgb')

import { array, integer, maxValue, minLength, minValue, number, object, pipe } from 'valibot'
import { Failure } from '../failure.ts'
import { boostedProba, fitBoosting, outputsOf, type BoostedModel, type BoostingRule } from './boosting.ts'
import type { ClassWeight } from '../projection/presets.ts'
import { classWeights } from './class-weight.ts'
import { checkColumns, checkTraining, parametersOf } from './checks.ts'
import type { Classifier, ClassifierJson, FittedClassifier } from './classifier.ts'
import { isLeafTree, leafTreeFrom, leafTreeJson, leafTreeSchema } from './leaf-tree.ts'

const count = pipe(number(), integer(), minValue(0))
const schema = object({
  classes: pipe(count, maxValue(100_000)),
  present: pipe(array(count), minLength(1)),
  cols: count,
  start: array(number()),
  trees: array(leafTreeSchema),
})

/** A classifier that boosts trees by the given rule. The generator is not used. */
export function boostedClassifier(name: string, rule: BoostingRule, classWeight: ClassWeight): Classifier {
  return {
    name,
    async fit(X, y, { classes, signal }) {
      checkTraining(name, X, y)
      const weights = classWeights(y, classes, classWeight)
      return fitted(name, fitBoosting({ X, y, classes, weights }, rule, signal))
    },
  }
}

/** @throws Failure 'classifier-unreadable' */
export const boostedFromJson = (name: string, json: ClassifierJson): FittedClassifier =>
  fitted(name, boostedModelOf(name, json))

/** What was fitted, from its JSON. @throws Failure 'classifier-unreadable' */
export function boostedModelOf(name: string, json: ClassifierJson): BoostedModel {
  const { trees, ...model } = parametersOf(name, schema, json)
  const { classes, present, cols, start } = model
  if (
    start.length !== outputsOf(present.length) ||
    trees.length % Math.max(1, start.length) !== 0 ||
    present.some((c, k) => c >= classes || (k > 0 && c <= present[k - 1]!)) ||
    !trees.every((tree) => isLeafTree(tree, cols, 1))
  )
    throw new Failure('classifier-unreadable', { classifier: name })
  return { ...model, trees: trees.map(leafTreeFrom) }
}

function fitted(name: string, model: BoostedModel): FittedClassifier {
  return {
    predictProba(X) {
      checkColumns(name, X, model.cols)
      return boostedProba(model, X)
    },
    toJSON: () => ({
      name,
      version: 1,
      parameters: { ...model, trees: model.trees.map(leafTreeJson) },
    }),
  }
}

import { rfModelOf } from '../../classifiers/rf.ts'
import type { ClassifierPart } from './classifier-part.ts'
import { addTreeWalk, walked } from './tree-walk.ts'

export const rf: ClassifierPart = (builder, x, json) => {
  const { classes, trees } = rfModelOf(json)
  const shares = addTreeWalk(
    builder,
    x,
    trees.map((tree) => walked(tree, classes)),
    classes,
  )
  return builder.add('ReduceMean', [shares], { axes: [1], keepdims: 0 })
}

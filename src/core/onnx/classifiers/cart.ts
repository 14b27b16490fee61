import { cartModelOf, sharesOf } from '../../classifiers/cart.ts'
import { reshape } from '../expressions.ts'
import type { ClassifierPart } from './classifier-part.ts'
import { addTreeWalk } from './tree-walk.ts'

export const cart: ClassifierPart = (builder, x, json) => {
  const model = cartModelOf(json)
  const shares = sharesOf(model)
  const tree = { ...model.tree, valuesOf: (leaf: number) => shares[leaf]! }
  return reshape(builder, addTreeWalk(builder, x, [tree], model.classes), [-1, model.classes])
}

import { array, gtValue, integer, minValue, number, object, pipe } from 'valibot'
import { Failure } from '../failure.ts'
import { matrix, row } from '../math/matrix.ts'
import { growTree, leafOf, type Tree } from './cart-tree.ts'
import type { ClassWeight } from '../projection/presets.ts'
import { classWeights } from './class-weight.ts'
import { checkColumns, checkTraining, parametersOf } from './checks.ts'
import type { Classifier, ClassifierJson, FittedClassifier } from './classifier.ts'

const name = 'cart'

const count = pipe(number(), integer(), minValue(0))
const link = pipe(number(), integer(), minValue(-1))
const schema = object({
  classes: count,
  cols: count,
  /** What a training row of each class counts in the shares. */
  weights: array(pipe(number(), gtValue(0))),
  tree: object({
    feature: array(link),
    threshold: array(number()),
    left: array(link),
    right: array(link),
    counts: array(array(count)),
  }),
})

/**
 * A decision tree: scikit-learn's DecisionTreeClassifier (Gini, best splits). Probabilities are the class shares of the
 * training rows in a leaf, so a tree of pure leaves says 0 or 1. With class weights rows count by them, in splits
 * and shares. The generator decides between equally good splits.
 */
export function cart(
  settings: { readonly maxDepth: number | null; readonly minSamplesLeaf: number },
  classWeight: ClassWeight = null,
): Classifier {
  return {
    name,
    async fit(X, y, { classes, rng, signal }) {
      checkTraining(name, X, y)
      const weights = classWeights(y, classes, classWeight)
      const tree = growTree(X, y, { ...settings, weights, rng, signal })
      return fitted({ classes, cols: X.cols, weights: [...weights], tree })
    },
  }
}

/** @throws Failure 'classifier-unreadable' */
export const cartFromJson = (json: ClassifierJson): FittedClassifier => fitted(cartModelOf(json))

/** What was fitted, from its JSON. @throws Failure 'classifier-unreadable' */
export function cartModelOf(json: ClassifierJson): CartModel {
  const parameters = parametersOf(name, schema, json)
  if (!isTree(parameters)) throw new Failure('classifier-unreadable', { classifier: name })
  return parameters
}

export interface CartModel {
  readonly classes: number
  readonly cols: number
  readonly weights: readonly number[]
  readonly tree: Tree
}

/** Every walk from the root ends in a leaf with rows: children exist and come after their parent. */
function isTree({ classes, cols, weights, tree }: CartModel): boolean {
  const { feature, threshold, left, right, counts } = tree
  const nodes = feature.length
  const isChild = (node: number, child: number): boolean => child > node && child < nodes
  return (
    nodes > 0 &&
    weights.length === classes &&
    [threshold, left, right, counts].every((list) => list.length === nodes) &&
    counts.every((of) => of.length === classes && of.some((rows) => rows > 0)) &&
    feature.every(
      (f, node) => f < cols && (f < 0 || (isChild(node, left[node]!) && isChild(node, right[node]!))),
    )
  )
}

/** The (weighted) class shares of each node's training rows, [nodes][classes]. */
export const sharesOf = ({ weights, tree }: CartModel): number[][] =>
  tree.counts.map((counts) => {
    const weighted = counts.map((of, c) => of * weights[c]!)
    const all = weighted.reduce((sum, of) => sum + of, 0)
    return weighted.map((of) => of / all)
  })

function fitted(model: CartModel): FittedClassifier {
  const { classes, cols, weights, tree } = model
  const shares = sharesOf(model)
  return {
    predictProba(X) {
      checkColumns(name, X, cols)
      const proba = matrix(X.rows, classes)
      for (let i = 0; i < X.rows; i++) row(proba, i).set(shares[leafOf(tree, X, i)]!)
      return proba
    },
    toJSON: () => ({ name, version: 1, parameters: { classes, cols, weights, tree } }),
  }
}

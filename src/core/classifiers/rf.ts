import { array, integer, maxValue, minLength, minValue, number, object, pipe } from 'valibot'
import { Failure } from '../failure.ts'
import { matrix } from '../math/matrix.ts'
import { throwIfAborted } from '../signal.ts'
import type { ClassWeight } from '../projection/presets.ts'
import { classWeights } from './class-weight.ts'
import { checkColumns, checkTraining, parametersOf } from './checks.ts'
import type { Classifier, ClassifierJson, FittedClassifier } from './classifier.ts'
import { createForestGrower } from './forest-tree.ts'
import {
  isLeafTree,
  leafNumber,
  leafTreeFrom,
  leafTreeJson,
  leafTreeSchema,
  type LeafTree,
} from './leaf-tree.ts'

const name = 'rf'

const schema = object({
  classes: pipe(number(), integer(), minValue(1), maxValue(100_000)),
  cols: pipe(number(), integer(), minValue(0)),
  trees: pipe(array(leafTreeSchema), minLength(1)),
})

/**
 * A random forest: scikit-learn's RandomForestClassifier (Breiman 2001; Gini, sqrt(d) columns a node, bootstrap). The
 * probabilities are the mean of the class shares in the leaves that a row falls into. Class weights are those of all rows, not of each
 * sample (scikit-learn's 'balanced', not its 'balanced_subsample').
 */
export function rf(
  settings: { readonly trees: number; readonly minSamplesLeaf: number },
  classWeight: ClassWeight = null,
): Classifier {
  return {
    name,
    async fit(X, y, { classes, rng, signal }) {
      checkTraining(name, X, y)
      throwIfAborted(signal)
      const weights = classWeights(y, classes, classWeight)
      const grow = createForestGrower(X, y, { weights, minSamplesLeaf: settings.minSamplesLeaf, signal })
      const trees = Array.from({ length: settings.trees }, () => grow(rng))
      return fitted({ classes, cols: X.cols, trees })
    },
  }
}

/** @throws Failure 'classifier-unreadable' */
export const rfFromJson = (json: ClassifierJson): FittedClassifier => fitted(rfModelOf(json))

/** What was fitted, from its JSON. @throws Failure 'classifier-unreadable' */
export function rfModelOf(json: ClassifierJson): Forest {
  const { classes, cols, trees } = parametersOf(name, schema, json)
  if (!trees.every((tree) => isLeafTree(tree, cols, classes)))
    throw new Failure('classifier-unreadable', { classifier: name })
  return { classes, cols, trees: trees.map(leafTreeFrom) }
}

export interface Forest {
  readonly classes: number
  readonly cols: number
  readonly trees: readonly LeafTree[]
}

function fitted({ classes, cols, trees }: Forest): FittedClassifier {
  return {
    predictProba(X) {
      checkColumns(name, X, cols)
      const sums = new Float64Array(X.rows * classes)
      for (const tree of trees)
        for (let i = 0; i < X.rows; i++) {
          const leaf = leafNumber(tree, X.data, i, cols) * classes
          for (let c = 0; c < classes; c++) sums[i * classes + c]! += tree.values[leaf + c]!
        }
      return matrix(
        X.rows,
        classes,
        Float32Array.from(sums, (sum) => sum / trees.length),
      )
    },
    toJSON: () => ({ name, version: 1, parameters: { classes, cols, trees: trees.map(leafTreeJson) } }),
  }
}

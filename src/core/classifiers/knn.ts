import { array, integer, minValue, number, object, pipe } from 'valibot'
import { Failure } from '../failure.ts'
import { matrix, row, type Matrix } from '../math/matrix.ts'
import { cosineNeighbours } from '../math/neighbours.ts'
import { throwIfAborted } from '../signal.ts'
import { checkColumns, checkTraining, parametersOf } from './checks.ts'
import type { Classifier, ClassifierJson, FittedClassifier } from './classifier.ts'

const name = 'knn'

const count = pipe(number(), integer(), minValue(0))
const schema = object({
  neighbours: pipe(number(), integer(), minValue(1)),
  classes: count,
  cols: count,
  /** The training rows one after the other. */
  X: array(number()),
  y: array(count),
})

/**
 * k nearest neighbours by cosine distance with equal votes: scikit-learn's KNeighborsClassifier(k, metric='cosine').
 * k is capped by the number of training rows; of equally distant rows the earlier ones count. Nothing is tuned or random.
 * A prediction costs n * d multiply-adds.
 */
export function knn({ neighbours }: { readonly neighbours: number }): Classifier {
  return {
    name,
    async fit(X, y, { classes, signal }) {
      throwIfAborted(signal)
      checkTraining(name, X, y)
      return fitted({ neighbours, classes, X: matrix(X.rows, X.cols, X.data.slice()), y: y.slice() })
    },
  }
}

/** @throws Failure 'classifier-unreadable' */
export const knnFromJson = (json: ClassifierJson): FittedClassifier => fitted(knnModelOf(json))

/** What was fitted, from its JSON. @throws Failure 'classifier-unreadable' */
export function knnModelOf(json: ClassifierJson): KnnModel {
  const { neighbours, classes, cols, X, y } = parametersOf(name, schema, json)
  if (X.length !== y.length * cols || y.some((c) => c >= classes))
    throw new Failure('classifier-unreadable', { classifier: name })
  return {
    neighbours,
    classes,
    X: matrix(y.length, cols, Float32Array.from(X)),
    y: Int32Array.from(y),
  }
}

export interface KnnModel {
  readonly neighbours: number
  readonly classes: number
  readonly X: Matrix
  readonly y: Int32Array
}

function fitted({ neighbours, classes, X: reference, y }: KnnModel): FittedClassifier {
  return {
    predictProba(X) {
      checkColumns(name, X, reference.cols)
      const { k, indices } = cosineNeighbours(reference, X, neighbours)
      const proba = matrix(X.rows, classes)
      for (let i = 0; i < X.rows; i++) {
        const votes = new Int32Array(classes)
        for (const index of indices.subarray(i * k, (i + 1) * k)) votes[y[index]!]!++
        row(proba, i).set(Float32Array.from(votes, (of) => of / k))
      }
      return proba
    },
    toJSON: () => ({
      name,
      version: 1,
      parameters: {
        neighbours,
        classes,
        cols: reference.cols,
        // Nine digits name a float32 exactly.
        X: Array.from(reference.data, (value) => Number(value.toPrecision(9))),
        y: [...y],
      },
    }),
  }
}

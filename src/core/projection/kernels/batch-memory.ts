import type { Matrix } from '../../math/matrix.ts'
import type { Take } from '../../math/panel-kernels.ts'
import { padded } from '../../math/panels.ts'
import type { Labelled } from '../trainer.ts'
import type { RowStore } from './kernels.ts'
import { parametersLength } from './parameters.ts'

/** Labelled rows in the kernels' memory. */
export interface StoredRows extends RowStore {
  readonly rows: number
  readonly y: Int32Array
}

/** Room for the rows of X and one of zeros. */
export const rowsLength = ({ rows, cols }: Pick<Matrix, 'rows' | 'cols'>): number => (rows + 1) * padded(cols)

export function storeRows(data: Float32Array, { X, y }: Labelled): StoredRows {
  const cols = padded(X.cols)
  for (let i = 0; i < X.rows; i++) data.set(X.data.subarray(i * X.cols, (i + 1) * X.cols), i * cols)
  data.fill(0, X.rows * cols, (X.rows + 1) * cols)
  return { rows: X.rows, cols, data, y }
}

/** What one batch of at most so many rows needs on its way through the network and back; all but `indices` float32. */
export function takeBatch(take: Take, widths: readonly number[], batchRows: number) {
  const n = padded(batchRows)
  const of = (width: number): Float32Array => take(n * padded(width))
  const hidden = widths.slice(1, -1)
  return {
    rows: n,
    /** What each layer gets, the batch's own rows first, and the last one's outputs. */
    activations: widths.map(of),
    /** W of the layers above the first, [out, in]. */
    transposed: hidden.map((units, l) => take(padded(units) * padded(widths[l + 2]!))),
    /** Derivatives with respect to the hidden layers. */
    derivatives: hidden.map(of),
    /** Derivatives with respect to the outputs, [n, k]. */
    dOutputs: of(widths.at(-1)!),
    indices: take(n),
  }
}
export type BatchMemory = ReturnType<typeof takeBatch>

/** What the loss of such a batch's pairs needs; all but `labels` float32. @param outputs k, how many there are */
export function takePairs(take: Take, outputs: number, batchRows: number) {
  const [n, k] = [padded(batchRows), padded(outputs)]
  return {
    /** Outputs and their derivatives, a case a column, [k, n]. */
    columns: take(k * n),
    dColumns: take(k * n),
    norms: take(n),
    /** Products of the outputs, [n, n]. */
    products: take(n * n),
    labels: take(n),
  }
}
export type PairMemory = ReturnType<typeof takePairs>

/** Parameters, their gradient and what the optimiser remembers of it. */
export function takeParameters(take: Take, widths: readonly number[], moments: number) {
  const length = parametersLength(widths)
  return {
    parameters: take(length),
    gradient: take(length),
    moments: Array.from({ length: moments }, () => take(length)),
  }
}

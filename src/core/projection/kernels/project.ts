import { Failure } from '../../failure.ts'
import type { KernelKind } from '../../math/kernel-kind.ts'
import { matrix, type Matrix } from '../../math/matrix.ts'
import { allocateOnce } from '../../math/panel-kernels.ts'
import { panelIndex } from '../../math/panels.ts'
import { widthsOf, type NetworkWeights } from '../network.ts'
import { rowsLength, storeRows, takeBatch, takeParameters } from './batch-memory.ts'
import { BatchNetwork } from './batch-network.ts'
import { writeWeights } from './parameters.ts'

/** Rows that pass at once: bounds the memory, whatever X is. */
const projectedRows = 256

/**
 * The network's outputs for the rows of X, [n, k], as a trainer of the kind gives them.
 * @throws Failure 'shape-mismatch' when X has another number of columns than the network inputs, 'computing-out-of-memory'
 */
export function projectByKernels(kind: KernelKind, weights: NetworkWeights, X: Matrix): Matrix {
  const widths = widthsOf(weights)
  if (X.cols !== widths[0])
    throw new Failure('shape-mismatch', {
      where: 'projectByKernels',
      expected: `[n, ${widths[0]}]`,
      actual: `[${X.rows}, ${X.cols}]`,
    })
  const out = matrix(X.rows, widths.at(-1)!)
  const most = Math.min(X.rows, projectedRows)
  const memory = allocateOnce(kind, (take) => ({
    rows: take(rowsLength({ rows: most, cols: X.cols })),
    batch: takeBatch(take, widths, most),
    ...takeParameters(take, widths, 0),
    scratch: take(1),
  }))
  const network = new BatchNetwork(memory, widths)
  writeWeights(network.layers, weights)
  for (let start = 0; start < X.rows; start += most) {
    const n = Math.min(most, X.rows - start)
    const part = { rows: n, cols: X.cols, data: X.data.subarray(start * X.cols, (start + n) * X.cols) }
    const store = storeRows(memory.arrays.rows, { X: part, y: new Int32Array(0) })
    const Z = network.forward({ store, rows: Int32Array.from({ length: n }, (_, i) => i) }, null)
    for (let i = 0; i < n; i++)
      for (let j = 0; j < out.cols; j++)
        out.data[(start + i) * out.cols + j] = Z.data[panelIndex(Z.rows, i, j)]!
  }
  return out
}

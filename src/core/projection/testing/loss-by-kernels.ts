import type { KernelKind } from '../../math/kernel-kind.ts'
import { matrix, type Matrix } from '../../math/matrix.ts'
import { allocateOnce } from '../../math/panel-kernels.ts'
import { padded, panelIndex, panelsIn } from '../../math/panels.ts'
import { takeBatch, takePairs, takeParameters } from '../kernels/batch-memory.ts'
import { BatchLoss, BatchNetwork } from '../kernels/batch-network.ts'
import { pairScratchLength } from '../kernels/vector-kernels.ts'
import { losses } from '../losses/registry.ts'
import type { LossName } from '../presets.ts'

/** A loss of outputs Z [n, k] with labels [n], and its derivative [n, k], as kernels of a kind compute it from its formulas. */
export function lossByKernels(
  kind: KernelKind,
  name: LossName,
  Z: Matrix,
  labels: ArrayLike<number>,
  temperature: number,
): { readonly loss: number; readonly gradient: Matrix } {
  const named = { name, loss: losses[name].pairwise }
  const widths = [Z.cols, Z.cols]
  const memory = allocateOnce(kind, (take) => ({
    batch: takeBatch(take, widths, Z.rows),
    pairs: takePairs(take, Z.cols, Z.rows),
    ...takeParameters(take, widths, 0),
    scratch: take(pairScratchLength(named)),
  }))
  const batchLoss = new BatchLoss(new BatchNetwork(memory, widths), memory, named)
  const [n, k] = [padded(Z.rows), padded(Z.cols)]
  const outputs = panelsIn(memory.arrays.batch.activations[1]!, n, k)
  for (let i = 0; i < Z.rows; i++)
    for (let j = 0; j < Z.cols; j++) outputs.data[panelIndex(n, i, j)] = Z.data[i * Z.cols + j]!

  const rows = Int32Array.from({ length: Z.rows }, (_, i) => i)
  const store = { rows: Z.rows, cols: k, data: new Float32Array(0), y: Int32Array.from(labels) }
  const loss = batchLoss.loss(outputs, { store, rows }, temperature)
  const dZ = matrix(Z.rows, Z.cols)
  for (let i = 0; i < Z.rows; i++)
    for (let j = 0; j < Z.cols; j++)
      dZ.data[i * Z.cols + j] = memory.arrays.batch.dOutputs[panelIndex(n, i, j)]!
  return { loss, gradient: dZ }
}

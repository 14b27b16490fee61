import { panelKernels, type KernelMemory, type PanelKernels } from '../../math/panel-kernels.ts'
import { padded, panelsIn, type Panels } from '../../math/panels.ts'
import type { DropoutStream } from '../dropout.ts'
import type { BatchMemory, PairMemory, StoredRows } from './batch-memory.ts'
import type { LayerKernels, NamedLoss, NamedStep, PairKernels, StepKernel } from './kernels.ts'
import { layersIn, type PanelLayer } from './parameters.ts'
import { scalarLayerKernels, scalarPairKernels, scalarStepKernel } from './scalar-kernels.ts'
import { vectorLayerKernels, vectorPairKernels, vectorStepKernel } from './vector-kernels.ts'

export interface NetworkArrays {
  readonly batch: BatchMemory
  readonly parameters: Float32Array
  readonly scratch: Float32Array
}

/** A batch of cases: rows of a store. */
export interface Batch {
  readonly store: StoredRows
  readonly rows: Int32Array
}

export interface Dropout {
  readonly rate: number
  readonly stream: DropoutStream
}

/** The network's outputs for one batch at a time, by kernels, in memory of its own. */
export class BatchNetwork {
  readonly layers: readonly PanelLayer[]
  readonly kernels: LayerKernels
  readonly products: PanelKernels
  readonly memory: BatchMemory
  readonly #widths: readonly number[]
  readonly #indices: Int32Array

  constructor(memory: KernelMemory<NetworkArrays>, widths: readonly number[]) {
    const { kind, arrays } = memory
    this.kernels =
      kind === 'scalar' ? scalarLayerKernels : vectorLayerKernels(kind, memory.memory!, arrays.scratch)
    this.products = panelKernels(memory)
    this.memory = arrays.batch
    this.#widths = widths
    this.layers = layersIn(arrays.parameters, widths)
    this.#indices = asInts(arrays.batch.indices)
  }

  /** The outputs [rows, k]; a mask of a key of its own for every hidden layer, from the input on, where there is dropout. */
  forward({ store, rows }: Batch, dropout: Dropout | null): Panels {
    const n = rows.length
    this.#indices.fill(store.rows, 0, padded(n))
    this.#indices.set(rows)
    let H = this.activation(0, n)
    this.kernels.gather(H, store, this.#indices)
    this.layers.forEach(({ V, b }, l) => {
      const A = this.activation(l + 1, n)
      this.products.multiply(A, H, V)
      if (l === this.layers.length - 1) this.kernels.addBias(A, b, n)
      else {
        this.kernels.rectify(A, b, n)
        if (dropout) this.kernels.drop(A, n, this.#widths[l + 1]!, dropout.stream.nextKey(), dropout.rate)
      }
      H = A
    })
    return H
  }

  /**
   * d loss / d layers of the batch that went forward last, from the derivatives with respect to its outputs [n, k], in `memory.dOutputs`.
   */
  backward(gradient: readonly PanelLayer[], rows: number, dropout: Dropout | null): void {
    const { layers, kernels, products, memory } = this
    const n = padded(rows)
    const scale = dropout ? 1 / (1 - dropout.rate) : 1
    let dA = panelsIn(memory.dOutputs, n, layers.at(-1)!.V.cols)
    kernels.sumColumns(dA, gradient.at(-1)!.b)
    for (let l = layers.length - 1; l >= 0; l--) {
      const { V } = layers[l]!
      const H = this.activation(l, rows)
      products.multiplyTransposed(gradient[l]!.V, H, dA)
      if (l === 0) break
      const W = panelsIn(memory.transposed[l - 1]!, V.cols, V.rows)
      const dH = panelsIn(memory.derivatives[l - 1]!, n, V.rows)
      products.transpose(W, V)
      products.multiply(dH, dA, W)
      kernels.passBack(dH, H, scale, gradient[l - 1]!.b)
      dA = dH
    }
  }

  /** What layer l got of a batch of so many rows, or, of the last one, gave. */
  activation(l: number, rows: number): Panels {
    return panelsIn(this.memory.activations[l]!, padded(rows), padded(this.#widths[l]!))
  }
}

/** The loss of the pairs of the batch that the network was last led through. */
export class BatchLoss {
  readonly #network: BatchNetwork
  readonly #kernels: PairKernels
  readonly #memory: PairMemory
  readonly #normalised: boolean
  readonly #labels: Int32Array

  constructor(
    network: BatchNetwork,
    { kind, memory, arrays }: KernelMemory<{ readonly pairs: PairMemory; readonly scratch: Float32Array }>,
    named: NamedLoss,
  ) {
    this.#network = network
    this.#kernels =
      kind === 'scalar' ? scalarPairKernels(named) : vectorPairKernels(kind, memory!, named, arrays.scratch)
    this.#memory = arrays.pairs
    this.#normalised = named.loss.normalised
    this.#labels = asInts(arrays.pairs.labels)
  }

  /** The loss of outputs that `forward` gave; leaves d loss / d outputs where `backward` wants it. */
  loss(Z: Panels, { store, rows }: Batch, temperature: number): number {
    const { kernels, products, memory } = this.#network
    const n = padded(rows.length)
    const { columns, dColumns, norms } = this.#memory
    const U = panelsIn(columns, Z.cols, n)
    const dU = panelsIn(dColumns, Z.cols, n)
    const S = panelsIn(this.#memory.products, n, n)
    rows.forEach((row, i) => (this.#labels[i] = store.y[row]!))
    products.transpose(U, Z)
    if (this.#normalised) kernels.normaliseColumns(U, norms)
    products.gram(S, U)
    const loss = this.#kernels.pairs(S, this.#labels, rows.length, temperature)
    // a pair's product depends on both of its rows
    products.addTransposed(S)
    products.multiply(dU, U, S)
    if (this.#normalised) kernels.passBackNorms(dU, U, norms)
    products.transpose(panelsIn(memory.dOutputs, n, Z.cols), dU)
    return loss
  }
}

/** @param scratch room for the formula's numbers, in the memory */
export const stepKernel = (
  { kind, memory }: KernelMemory<unknown>,
  named: NamedStep,
  scratch: Float32Array,
): StepKernel =>
  kind === 'scalar' ? scalarStepKernel(named) : vectorStepKernel(kind, memory!, named, scratch)

const asInts = ({ buffer, byteOffset, length }: Float32Array): Int32Array =>
  new Int32Array(buffer, byteOffset, length)

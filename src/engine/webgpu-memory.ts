import type { NetworkWeights } from '../core/projection/network.ts'
import { placed, taken } from '../core/projection/webgpu/layout.ts'
import { stepBytes, stepStride, type Step } from '../core/projection/webgpu/step.ts'
import {
  emptyBuffer,
  readBuffer,
  uploadSteps,
  type CompiledKernel,
  type CompiledNetwork,
  type DeviceRows,
} from './webgpu-network.ts'

export interface MemorySize {
  /** Vectors behind each of the parameters'. */
  readonly moments: number
  /** Numbers that are read back at most. */
  readonly losses: number
  /** Of a batch: its rows squared, or 0 where no loss is taken. */
  readonly pairs: number
  /** Rows that an order names at most. */
  readonly order: number
}

/** What a network needs on the device besides the rows, and the steps that work in it. Destroy it, whatever happens. */
export class NetworkMemory {
  readonly #device: GPUDevice
  readonly #network: CompiledNetwork
  readonly #order: GPUBuffer
  readonly #state: GPUBuffer
  readonly #work: GPUBuffer
  readonly #losses: GPUBuffer
  readonly #pairs: GPUBuffer

  constructor(device: GPUDevice, network: CompiledNetwork, weights: NetworkWeights, size: MemorySize) {
    const { parameters, workLength } = network
    this.#device = device
    this.#network = network
    this.#order = emptyBuffer(device, 4 * size.order)
    this.#state = emptyBuffer(device, 16 * parameters.length * (1 + size.moments))
    this.#work = emptyBuffer(device, 16 * workLength)
    this.#losses = emptyBuffer(device, 4 * size.losses)
    this.#pairs = emptyBuffer(device, 4 * size.pairs)
    device.queue.writeBuffer(this.#state, 0, placed(weights, parameters))
  }

  /** From the next step on, batches are taken from the rows in this order. */
  setOrder(order: Int32Array<ArrayBuffer>): void {
    this.#device.queue.writeBuffer(this.#order, 0, order)
  }

  /** Steps that can be given to the device one by one or several at once. */
  prepare(rows: DeviceRows, steps: readonly Step[], kernels: readonly CompiledKernel[]): PreparedSteps {
    const uploaded = uploadSteps(this.#device, steps)
    const group = this.#bind(uploaded, rows)
    return {
      submit: (first, end) => {
        const encoder = this.#device.createCommandEncoder()
        const pass = encoder.beginComputePass()
        steps.slice(first, end).forEach(({ count }, i) => {
          pass.setBindGroup(0, group, [(first + i) * stepStride])
          for (const { pipeline, groups } of kernels) {
            pass.setPipeline(pipeline)
            pass.dispatchWorkgroups(groups(count))
          }
        })
        pass.end()
        this.#device.queue.submit([encoder.finish()])
      },
      destroy: () => uploaded.destroy(),
    }
  }

  /** One step, submitted. */
  runOnce(rows: DeviceRows, step: Step, kernels: readonly CompiledKernel[]): void {
    const prepared = this.prepare(rows, [step], kernels)
    prepared.submit(0, 1)
    prepared.destroy()
  }

  losses(count: number): Promise<Float32Array> {
    return readBuffer(this.#device, this.#losses, 4 * count)
  }

  weights(): Promise<NetworkWeights> {
    return this.#readWeights(0)
  }

  /** What update kernels that keep the gradient left behind the parameters. */
  gradient(): Promise<NetworkWeights> {
    return this.#readWeights(1)
  }

  /** The outputs of the first rows of the batch that last went forward, [rows, k], k padded to a multiple of four. */
  outputs(rows: number): Promise<Float32Array> {
    const { outputsAt, parameters } = this.#network
    return readBuffer(this.#device, this.#work, 16 * rows * parameters.layers.at(-1)!.out4, 16 * outputsAt)
  }

  destroy(): void {
    for (const buffer of [this.#order, this.#state, this.#work, this.#losses, this.#pairs]) buffer.destroy()
  }

  async #readWeights(place: number): Promise<NetworkWeights> {
    const { parameters } = this.#network
    const bytes = 16 * parameters.length
    return taken(await readBuffer(this.#device, this.#state, bytes, place * bytes), parameters)
  }

  /** In the order of the bindings in projection/webgpu/step.ts. */
  #bind(steps: GPUBuffer, { X, labels }: DeviceRows): GPUBindGroup {
    const step = { buffer: steps, size: stepBytes }
    const storage = [this.#order, X, labels, this.#state, this.#work, this.#losses, this.#pairs]
    return this.#device.createBindGroup({
      layout: this.#network.bindings,
      entries: [step, ...storage.map((buffer) => ({ buffer }))].map((resource, binding) => ({
        binding,
        resource,
      })),
    })
  }
}

export interface PreparedSteps {
  /** Gives steps first .. end to the device, in one pass: what a dispatch writes, the next one sees. */
  submit(first: number, end: number): void
  destroy(): void
}

import type { Kernel } from '../core/projection/webgpu/kernel.ts'
import { vectorsFor } from '../core/projection/webgpu/layout.ts'
import type { NetworkPrograms } from '../core/projection/webgpu/programs.ts'
import { stepStride, writeStep, type Step } from '../core/projection/webgpu/step.ts'
import type { Labelled } from '../core/projection/trainer.ts'
import { noGraphicsMemory } from './checked-device.ts'

export interface CompiledKernel {
  readonly pipeline: GPUComputePipeline
  readonly groups: Kernel['groups']
}

/** The kernels of a network on a device, and the one group of bindings that they share. */
export interface CompiledNetwork extends Pick<
  NetworkPrograms,
  'parameters' | 'workLength' | 'outputsAt' | 'pairs'
> {
  readonly bindings: GPUBindGroupLayout
  readonly forward: readonly CompiledKernel[]
  readonly loss: readonly CompiledKernel[]
  readonly backward: readonly CompiledKernel[]
  readonly update: CompiledKernel
  readonly check: CompiledKernel
}

/** Types of the bindings 1 to 7, in the order of projection/webgpu/step.ts. */
const storage = [
  'read-only-storage',
  'read-only-storage',
  'read-only-storage',
  'storage',
  'storage',
  'storage',
  'storage',
] as const

export async function compileNetwork(device: GPUDevice, programs: NetworkPrograms): Promise<CompiledNetwork> {
  const visibility = GPUShaderStage.COMPUTE
  const bindings = device.createBindGroupLayout({
    entries: [
      { binding: 0, visibility, buffer: { type: 'uniform', hasDynamicOffset: true } },
      ...storage.map((type, i) => ({ binding: i + 1, visibility, buffer: { type } })),
    ],
  })
  const layout = device.createPipelineLayout({ bindGroupLayouts: [bindings] })
  const compiled = async ({ name, code, groups }: Kernel): Promise<CompiledKernel> => {
    const module = device.createShaderModule({ label: name, code })
    const compute = { module, entryPoint: 'main' }
    return { pipeline: await device.createComputePipelineAsync({ label: name, layout, compute }), groups }
  }
  const all = (kernels: readonly Kernel[]): Promise<CompiledKernel[]> => Promise.all(kernels.map(compiled))
  const { parameters, workLength, outputsAt, pairs } = programs
  return {
    parameters,
    workLength,
    outputsAt,
    pairs,
    bindings,
    forward: await all(programs.forward),
    loss: await all(programs.loss),
    backward: await all(programs.backward),
    update: await compiled(programs.update),
    check: await compiled(programs.check),
  }
}

/** Labelled rows on the device, their numbers padded to whole vectors. */
export interface DeviceRows {
  readonly X: GPUBuffer
  readonly labels: GPUBuffer
  readonly rows: number
}

export function uploadRows(device: GPUDevice, { X, y }: Labelled): DeviceRows {
  return { X: uploadBuffer(device, paddedRows(X)), labels: uploadBuffer(device, y), rows: X.rows }
}

export function freeRows({ X, labels }: DeviceRows): void {
  X.destroy()
  labels.destroy()
}

function uploadBuffer(device: GPUDevice, values: Float32Array | Int32Array): GPUBuffer {
  const buffer = emptyBuffer(device, values.byteLength)
  device.queue.writeBuffer(buffer, 0, values as BufferSource)
  return buffer
}

/**
 * Zeros, that shaders read and write; at least one vector, as a binding must have.
 * @throws Failure 'training-out-of-memory' where the device takes no buffer of that size
 */
export function emptyBuffer(device: GPUDevice, bytes: number): GPUBuffer {
  if (bytes > device.limits.maxStorageBufferBindingSize) throw noGraphicsMemory()
  const { STORAGE, COPY_DST, COPY_SRC } = GPUBufferUsage
  return newBuffer(device, Math.max(16, bytes), STORAGE | COPY_DST | COPY_SRC)
}

/** @throws Failure 'training-out-of-memory' where the device takes no buffer of that size: it would only call it invalid */
function newBuffer(device: GPUDevice, size: number, usage: GPUBufferUsageFlags): GPUBuffer {
  if (size > device.limits.maxBufferSize) throw noGraphicsMemory()
  return device.createBuffer({ size, usage })
}

function paddedRows({ data, rows, cols }: Labelled['X']): Float32Array {
  const width = 4 * vectorsFor(cols)
  if (width === cols) return data
  const padded = new Float32Array(rows * width)
  for (let i = 0; i < rows; i++) padded.set(data.subarray(i * cols, (i + 1) * cols), i * width)
  return padded
}

/**
 * Steps as one uniform buffer; the caller destroys it once they have run.
 * @throws Failure 'training-out-of-memory' where the device takes no buffer of that size
 */
export function uploadSteps(device: GPUDevice, steps: readonly Step[]): GPUBuffer {
  const bytes = new ArrayBuffer(steps.length * stepStride)
  steps.forEach((step, i) => writeStep(bytes, i, step))
  const buffer = newBuffer(device, bytes.byteLength, GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST)
  device.queue.writeBuffer(buffer, 0, bytes)
  return buffer
}

/**
 * A copy of a buffer's first bytes, once all that was submitted before has run.
 * @throws Failure 'training-out-of-memory' where the device takes no buffer of that size
 */
export async function readBuffer(
  device: GPUDevice,
  source: GPUBuffer,
  bytes: number,
  from = 0,
): Promise<Float32Array<ArrayBuffer>> {
  const copy = newBuffer(device, bytes, GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST)
  try {
    const encoder = device.createCommandEncoder()
    encoder.copyBufferToBuffer(source, from, copy, 0, bytes)
    device.queue.submit([encoder.finish()])
    await copy.mapAsync(GPUMapMode.READ)
    return new Float32Array(copy.getMappedRange().slice(0))
  } finally {
    copy.destroy()
  }
}

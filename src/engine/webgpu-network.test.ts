import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { stepStride, type Step } from '../core/projection/webgpu/step.ts'
import { emptyBuffer, readBuffer, uploadSteps } from './webgpu-network.ts'

/** What a browser offers and Node does not. */
beforeEach(() => vi.stubGlobal('GPUBufferUsage', {}))
afterEach(() => vi.unstubAllGlobals())

/** A device that takes buffers of so many bytes, and binds half as many. */
function device(maxBufferSize: number) {
  const sizes: number[] = []
  const fake = {
    limits: { maxBufferSize, maxStorageBufferBindingSize: maxBufferSize / 2 },
    createBuffer: ({ size }: { size: number }) => void sizes.push(size),
    queue: { writeBuffer: () => undefined },
  }
  return { device: fake as unknown as GPUDevice, sizes }
}
const step: Step = {
  start: 0,
  count: 1,
  lossAt: 0,
  withPositives: 0,
  temperature: 1,
  threshold: 0,
  scale: 1,
  numbers: [],
  keys: [],
}

describe('a buffer beyond what the device takes is a lack of memory', () => {
  const lack = { code: 'training-out-of-memory', params: { backend: 'webgpu' } }

  test('of what shaders read and write', () => {
    const { device: small, sizes } = device(1024)
    emptyBuffer(small, 512)
    expect(sizes).toEqual([512])
    expect(() => emptyBuffer(small, 513)).toThrow(expect.objectContaining(lack))
    expect(sizes).toEqual([512])
  })

  test('of an epoch of steps', () => {
    const { device: small, sizes } = device(4 * stepStride)
    uploadSteps(small, [step, step, step, step])
    expect(sizes).toEqual([4 * stepStride])
    expect(() => uploadSteps(small, [step, step, step, step, step])).toThrow(expect.objectContaining(lack))
    expect(sizes).toHaveLength(1)
  })

  test('of what is read back', async () => {
    const { device: small, sizes } = device(1024)
    await expect(readBuffer(small, {} as GPUBuffer, 1025)).rejects.toMatchObject(lack)
    expect(sizes).toEqual([])
  })
})

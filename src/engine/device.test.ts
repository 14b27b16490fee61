import { describe, expect, test } from 'vitest'
import { chooseDevice } from './device.ts'

const adapter = (isFallbackAdapter: boolean, features: string[] = []): GPUAdapter =>
  ({ info: { isFallbackAdapter }, features: new Set(features) }) as unknown as GPUAdapter
const gpu = (found: GPUAdapter | null): Pick<GPU, 'requestAdapter'> => ({
  requestAdapter: () => Promise.resolve(found),
})
const real = gpu(adapter(false))
const software = gpu(adapter(true))
const none = gpu(null)

describe('the device', () => {
  test('auto takes a real adapter only', async () => {
    expect(await chooseDevice('auto', 'fp32', real)).toBe('webgpu')
    expect(await chooseDevice('auto', 'fp32', software)).toBe('wasm')
    expect(await chooseDevice('auto', 'fp32', none)).toBe('wasm')
    expect(await chooseDevice('auto', 'fp32', undefined)).toBe('wasm')
  })

  test('webgpu by name takes a software adapter too, and says when there is none', async () => {
    expect(await chooseDevice('webgpu', 'fp32', real)).toBe('webgpu')
    expect(await chooseDevice('webgpu', 'fp32', software)).toBe('webgpu')
    await expect(chooseDevice('webgpu', 'fp32', none)).rejects.toMatchObject({ code: 'no-webgpu' })
    await expect(chooseDevice('webgpu', 'fp32', undefined)).rejects.toMatchObject({ code: 'no-webgpu' })
  })

  test('wasm by name is wasm', async () => {
    expect(await chooseDevice('wasm', 'fp32', real)).toBe('wasm')
  })

  test('half precision goes to an adapter that can do it, and to wasm otherwise', async () => {
    expect(await chooseDevice('auto', 'fp16', gpu(adapter(false, ['shader-f16'])))).toBe('webgpu')
    expect(await chooseDevice('auto', 'fp16', real)).toBe('wasm')
    expect(await chooseDevice('webgpu', 'fp16', software)).toBe('wasm')
  })
})

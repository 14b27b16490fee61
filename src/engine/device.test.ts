import { describe, expect, test } from 'vitest'
import { chooseDevice } from './device.ts'

const gpu = (isFallbackAdapter: boolean | null): Pick<GPU, 'requestAdapter'> => ({
  requestAdapter: () =>
    Promise.resolve(isFallbackAdapter === null ? null : ({ info: { isFallbackAdapter } } as GPUAdapter)),
})
const real = gpu(false)
const software = gpu(true)
const none = gpu(null)

describe('the device', () => {
  test('auto takes a real adapter only', async () => {
    expect(await chooseDevice('auto', real)).toBe('webgpu')
    expect(await chooseDevice('auto', software)).toBe('wasm')
    expect(await chooseDevice('auto', none)).toBe('wasm')
    expect(await chooseDevice('auto', undefined)).toBe('wasm')
  })

  test('webgpu by name takes a software adapter too, and says when there is none', async () => {
    expect(await chooseDevice('webgpu', real)).toBe('webgpu')
    expect(await chooseDevice('webgpu', software)).toBe('webgpu')
    await expect(chooseDevice('webgpu', none)).rejects.toMatchObject({ code: 'no-webgpu' })
    await expect(chooseDevice('webgpu', undefined)).rejects.toMatchObject({ code: 'no-webgpu' })
  })

  test('wasm by name is wasm', async () => {
    expect(await chooseDevice('wasm', real)).toBe('wasm')
  })
})

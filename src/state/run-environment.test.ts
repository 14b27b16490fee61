import { expect, test } from 'vitest'
import { backendKey, backendOf, refitBackend } from './run-environment.ts'

test('R12: kernels and graphics processors have bits of their own, and the key of a backend tells them apart', () => {
  const wasm = { backend: 'wasm', adapter: '', threads: 1 } as const
  const webgpu = { backend: 'webgpu', trainer: 'webgpu', threads: 1 } as const
  const keys = [
    backendKey({ ...wasm, trainer: 'fused' }),
    backendKey({ ...wasm, trainer: 'simd' }),
    backendKey({ ...webgpu, adapter: 'one vendor' }),
    backendKey({ ...webgpu, adapter: 'another (software)' }),
  ]
  expect(new Set(keys).size).toBe(keys.length)
  const asked = keys.map((backend) => backendOf({ computedWith: { encoder: '', app: '', backend } }))
  expect(asked).toEqual(['wasm', 'wasm', 'webgpu', 'webgpu'])
})

test('what is fitted once more keeps off a graphics processor that its run kept off, and takes what this computer has otherwise', () => {
  const run = (backend: string) => ({ computedWith: { encoder: '', app: '', backend } })
  expect(refitBackend(run('wasm fused'), 'auto')).toBe('wasm')
  expect(refitBackend(run('webgpu webgpu one vendor'), 'auto')).toBe('auto')
  expect(refitBackend(run('webgpu webgpu one vendor'), 'wasm')).toBe('wasm')
})

import { describe, expect, it } from 'vitest'
import { backendInWords, backendPreference, checkMachine, type Machine } from './machine.ts'

const machine: Machine = {
  secureContext: true,
  crossOriginIsolated: true,
  webAssembly: true,
  kernels: 'fused',
  adapter: null,
  softwareAdapter: false,
  threads: 2,
  gpu: null,
  memory: null,
  persisted: false,
  quota: null,
  serviceWorker: true,
}

describe('the machine', () => {
  it('is asked for a backend in the address, and nothing else there counts', () => {
    expect(backendPreference('?backend=webgpu')).toBe('webgpu')
    expect(backendPreference('?backend=wasm&x=1')).toBe('wasm')
    expect(backendPreference('?backend=cuda')).toBe('auto')
  })
  it('does not take a software adapter for a graphics processor unless asked to', () => {
    const software = { ...machine, softwareAdapter: true }
    expect(backendInWords(software, 'auto')).toBe('WebAssembly, fused SIMD, 2 threads')
    expect(backendInWords(software, 'webgpu')).toBe('WebGPU, software adapter')
    expect(backendInWords({ ...machine, adapter: 'nvidia' }, 'auto')).toBe('WebGPU, nvidia')
    expect(backendInWords({ ...machine, adapter: 'nvidia' }, 'wasm')).toBe(
      'WebAssembly, fused SIMD, 2 threads',
    )
  })
  it('is refused over an insecure address and without WebAssembly, before data is loaded', () => {
    expect(() => checkMachine({ ...machine, secureContext: false })).toThrow('insecure-context')
    expect(() => checkMachine({ ...machine, webAssembly: false })).toThrow('no-webassembly')
    expect(() => checkMachine(machine)).not.toThrow()
  })
})

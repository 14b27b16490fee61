import { Failure } from '../core/failure.ts'
import { availableKinds, type KernelKind } from '../core/math/kernel-kind.ts'
import type { BackendPreference, EncoderDevice } from '../engine/protocol.ts'
import { trainerTitles } from '../core/report/words.ts'

export type { BackendPreference, EncoderDevice }

/** What this browser offers, asked once at the start; shown in the frame and used to choose a backend. */
export interface Machine {
  readonly secureContext: boolean
  readonly crossOriginIsolated: boolean
  readonly webAssembly: boolean
  /** How this browser's kernels compute. */
  readonly kernels: KernelKind
  /** A graphics adapter that is no software fallback, in words; null where there is none. */
  readonly adapter: string | null
  readonly softwareAdapter: boolean
  readonly threads: number
  /** What the adapter can do, in its own units; null without one. */
  readonly gpu: { readonly halfPrecision: boolean; readonly largestBuffer: number } | null
  /** Of this computer, in gigabytes, as coarsely as the browser tells; null where it does not. */
  readonly memory: number | null
  /** Whether the browser promised not to evict what is stored here. */
  readonly persisted: boolean
  /** What the browser may grant in all, bytes; null where it does not tell. It is not the free space of the disk. */
  readonly quota: number | null
  readonly serviceWorker: boolean
}

export async function inspectMachine(): Promise<Machine> {
  const adapter = (await navigator.gpu?.requestAdapter()) ?? null
  const info = adapter?.info
  const software = info?.isFallbackAdapter ?? false
  const words = [info?.vendor, info?.architecture, info?.description].filter(Boolean).join(' ')
  return {
    secureContext: window.isSecureContext,
    crossOriginIsolated: window.crossOriginIsolated,
    webAssembly: typeof WebAssembly === 'object',
    kernels: availableKinds()[0]!,
    adapter: adapter && !software ? words || 'graphics processor' : null,
    softwareAdapter: software,
    threads: window.crossOriginIsolated ? navigator.hardwareConcurrency : 1,
    gpu: adapter && {
      halfPrecision: adapter.features.has('shader-f16'),
      largestBuffer: adapter.limits.maxStorageBufferBindingSize,
    },
    memory: (navigator as { deviceMemory?: number }).deviceMemory ?? null,
    persisted: (await navigator.storage?.persisted?.()) ?? false,
    quota: (await navigator.storage?.estimate?.())?.quota ?? null,
    serviceWorker: 'serviceWorker' in navigator,
  }
}

/** @throws Failure 'insecure-context', 'no-webassembly': what nothing here can work without (promises: facts 14, 16) */
export function checkMachine(machine: Machine): void {
  if (!machine.secureContext) throw new Failure('insecure-context', {})
  if (!machine.webAssembly) throw new Failure('no-webassembly', {})
}

/** ?backend=wasm or ?backend=webgpu in the address forces a backend (a study run does); otherwise the machine decides. */
export function backendPreference(search: string): BackendPreference {
  const asked = new URLSearchParams(search).get('backend')
  return asked === 'wasm' || asked === 'webgpu' ? asked : 'auto'
}

export function backendInWords(machine: Machine, preference: BackendPreference): string {
  if (preference === 'webgpu' && (machine.adapter || machine.softwareAdapter))
    return `WebGPU, ${machine.adapter ?? 'software adapter'}`
  if (preference !== 'wasm' && machine.adapter) return `WebGPU, ${machine.adapter}`
  const threads = machine.threads === 1 ? '1 thread' : `${machine.threads} threads`
  return `WebAssembly, ${trainerTitles[machine.kernels]}, ${threads}`
}

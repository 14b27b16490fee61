import { Failure } from '../core/failure.ts'
import type { BackendPreference } from '../engine/protocol.ts'

export type { BackendPreference }

/** What this browser offers, asked once at the start; shown in the frame and used to choose a backend. */
export interface Machine {
  readonly secureContext: boolean
  readonly crossOriginIsolated: boolean
  readonly webAssembly: boolean
  /** A graphics adapter that is no software fallback, in words; null where there is none. */
  readonly adapter: string | null
  readonly softwareAdapter: boolean
  readonly threads: number
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
    adapter: adapter && !software ? words || 'graphics processor' : null,
    softwareAdapter: software,
    threads: window.crossOriginIsolated ? navigator.hardwareConcurrency : 1,
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
  return `WebAssembly, ${machine.threads === 1 ? '1 thread' : `${machine.threads} threads`}`
}

import { setFlagsFromString } from 'node:v8'
import { availableKinds, type KernelKind } from '../kernel-kind.ts'

// Node 20 has relaxed SIMD behind this flag, Chromium by default
setFlagsFromString('--experimental-wasm-relaxed-simd')

/** The kinds of kernels that this machine has. A processor without fused multiply-add lacks 'fused'; all others are tested there. */
export const kinds: readonly KernelKind[] = availableKinds()

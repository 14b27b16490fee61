import { allocateMemory } from './allocate.ts'
import { vector, wasmModule, type Code } from './wasm-code.ts'

/**
 * How kernels compute, and so to which bits (R12). 'fused': WebAssembly, four float32 at a time, a product and a sum rounded once.
 * 'simd': the same, rounded twice. 'scalar': JavaScript, in float64, stored in float32; where WebAssembly is forbidden.
 */
export type KernelKind = 'fused' | 'simd' | 'scalar'

const vectorKinds = ['fused', 'simd'] as const
let available: readonly KernelKind[] | undefined

/** The kinds that this machine has, the fastest first. @throws Failure 'computing-out-of-memory' where not even a try has room */
export function availableKinds(): readonly KernelKind[] {
  return (available ??= [...vectorKinds.filter(has), 'scalar'])
}

/**
 * The kind whose bits are those of every processor: for what is not part of the trainer, whose kind the results name. Where WebAssembly
 * is forbidden it is 'scalar'.
 */
export const portableKind = (): KernelKind => availableKinds().find((kind) => kind !== 'fused')!

/**
 * Relaxed SIMD leaves to the processor whether it rounds once or twice, so it is tried: only where (1 + 2^-12)^2 - (1 + 2^-11) is 2^-24
 * and not 0 do all sums come out as 'fused' says.
 */
function has(kind: 'fused' | 'simd'): boolean {
  if (typeof WebAssembly !== 'object') return false
  const product = kind === 'fused' ? vector.relaxedMultiplyAdd : [...vector.multiply, ...vector.add]
  const program = probe(product)
  if (!WebAssembly.validate(program)) return false
  try {
    const memory = allocateMemory(4 * Float32Array.BYTES_PER_ELEMENT)
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(program), { env: { memory } })
    const result = new Float32Array(memory.buffer, 0, 1)
    ;(exports['probe'] as () => void)()
    return kind === 'simd' || result[0] === 2 ** -24
  } catch (error) {
    // a content policy without 'wasm-unsafe-eval'
    if (error instanceof WebAssembly.CompileError) return false
    throw error
  }
}

/** probe(): c + a a of the numbers above (the sum first rounds the product where it is rounded), written at 0. */
function probe(product: Code): Uint8Array<ArrayBuffer> {
  const a = vector.constant(1 + 2 ** -12)
  const c = vector.constant(-(1 + 2 ** -11))
  const sum =
    product === vector.relaxedMultiplyAdd ? [...a, ...a, ...c, ...product] : [...c, ...a, ...a, ...product]
  const body = [0x41, 0, ...sum, ...vector.store()]
  return wasmModule([{ name: 'probe', arguments: {}, locals: {}, body }])
}

import type { Arithmetic } from './arithmetic.ts'
import {
  int, ints, localGet, localSet, repeat, vector, type Code, type ValueType, type WasmFunction,
} from './wasm-code.ts' // prettier-ignore

/** How float32 vectors are multiplied and added: 'fused' rounds once (relaxed SIMD on a processor that has it), 'simd' twice. */
export type VectorRounding = 'fused' | 'simd'

/** a b + c of float32 vectors. */
export const multiplyAdd = (rounding: VectorRounding, a: Code, b: Code, c: Code): Code =>
  rounding === 'fused'
    ? [...a, ...b, ...c, ...vector.relaxedMultiplyAdd]
    : [...a, ...b, ...vector.multiply, ...c, ...vector.add]

/**
 * Code for vectors under construction: every operation is written down once, in order, and its result has a local of its own, so that
 * a value can be used any number of times.
 */
export interface VectorCode extends Arithmetic<Code> {
  /** Keeps what the code leaves on the stack in a local; the code of reading it. */
  keep(code: Code): Code
  /** Puts what the code leaves on the stack into a local that `keep` gave. */
  update(kept: Code, code: Code): void
  /** Writes down code that leaves nothing on the stack. */
  write(code: Code): void
  /** All that was written down since the last call. */
  written(): Code
  /** The locals that were needed, by their names. */
  readonly locals: Record<string, ValueType>
}

/** @param first index of the first local that is free: the number of the function's arguments and own locals */
export function vectorCode(rounding: VectorRounding, first: number): VectorCode {
  let statements: number[] = []
  const locals: Record<string, ValueType> = {}
  const indices = new Map<string, number>()
  let used = 0
  const write = (code: Code): void => void statements.push(...code)
  const keep = (code: Code): Code => {
    const index = first + used
    locals[`v${used++}`] = 'vector'
    write([...code, ...localSet(index)])
    indices.set(localGet(index).join(), index)
    return localGet(index)
  }
  const fused = (a: Code, b: Code, c: Code): Code => keep(multiplyAdd(rounding, a, b, c))
  const binary =
    (instruction: Code) =>
    (a: Code, b: Code): Code =>
      keep([...a, ...b, ...instruction])

  const m: VectorCode = {
    locals,
    keep,
    update: (kept, code) => write([...code, ...localSet(indices.get(kept.join())!)]),
    write,
    written() {
      const all = statements
      statements = []
      return all
    },
    constant: (value) => vector.constant(value),
    add: binary(vector.add),
    subtract: binary(vector.subtract),
    multiply: binary(vector.multiply),
    divide: binary(vector.divide),
    larger: binary(vector.larger),
    multiplyAdd: fused,
    root: (a) => keep([...a, ...vector.root]),
    absolute: (a) => keep([...a, ...vector.absolute]),
    whereNegative: (a, yes, no) =>
      keep([...yes, ...no, ...a, ...vector.zero, ...vector.below, ...vector.select]),

    // e^a = 2^n e^r with n the whole number nearest a / ln 2: adding 1.5 * 2^23 rounds to it and leaves it in the lowest bits,
    // from which a shift brings it to the exponent. ln 2 in two parts, the first of few bits, so that n times it is exact
    // (Cody and Waite 1980); |r| <= ln 2 / 2, where Taylor's series to r^7 / 7! is off by 1e-8 of e^r.
    exp(a) {
      const bounded = keep([
        ...a,
        ...vector.constant(88),
        ...vector.smaller,
        ...vector.constant(-87),
        ...vector.larger,
      ])
      const rounder = vector.constant(12_582_912)
      const shifted = fused(bounded, vector.constant(Math.LOG2E), rounder)
      const n = m.subtract(shifted, rounder)
      const r = fused(n, vector.constant(-(Math.LN2 - ln2High)), fused(n, vector.constant(-ln2High), bounded))
      const series = [1 / 5040, 1 / 720, 1 / 120, 1 / 24, 1 / 6, 1 / 2, 1, 1].map(vector.constant)
      const power = series.reduce((sum, coefficient) => fused(sum, r, coefficient))
      return keep([...power, ...shifted, ...int.constant(23), ...ints.shiftLeft, ...ints.add])
    },

    // ln(1 + a) = 2 artanh(s) = 2 s (1 + s^2 / 3 + s^4 / 5 + ..) with s = a / (2 + a), at most 1/3: s^14 / 15 is below 2e-8.
    log1p(a) {
      const s = m.divide(a, m.add(vector.constant(2), a))
      const square = m.multiply(s, s)
      const series = [13, 11, 9, 7, 5, 3, 1].map((odd) => vector.constant(2 / odd))
      return m.multiply(
        s,
        series.reduce((sum, coefficient) => fused(sum, square, coefficient)),
      )
    },
  }
  return m
}

/** ln 2 to 9 bits: its products with whole numbers up to 2^15 are exact in float32. */
const ln2High = 355 / 512

/** What a loop over vectors is built with. */
export interface LoopCode<Name extends string> extends VectorCode {
  /** The code of an int argument. */
  int(name: Name): Code
  load(name: Name, offset?: number): Code
  /** One number in all four places. */
  loadSplat(name: Name, offset?: number): Code
  store(name: Name, value: Code, offset?: number): void
  /** The value where the mask has ones, 0 where it has zeros. */
  masked(value: Code, mask: Code): Code
}

export interface VectorLoop<Name extends string, Kept> {
  readonly name: string
  /** All ints. The first is an address that moves on, the last the address before which the loop ends. */
  readonly arguments: readonly Name[]
  /** By how much an argument grows with each run: bytes, or units of what is no address. */
  readonly strides: Partial<Record<Name, number>>
  /** What is done once before; its values are at hand later. */
  readonly start?: (m: LoopCode<Name>) => Kept
  readonly each: (m: LoopCode<Name>, kept: Kept) => void
  readonly finish?: (m: LoopCode<Name>, kept: Kept) => void
}

/** A function that runs `each` again and again, at least once. */
export function vectorLoop<Name extends string, Kept>(
  rounding: VectorRounding,
  { name, arguments: names, strides, start, each, finish }: VectorLoop<Name, Kept>,
): WasmFunction {
  const index = (name: Name): number => names.indexOf(name)
  const get = (name: Name): Code => localGet(index(name))
  const code = vectorCode(rounding, names.length)
  const m: LoopCode<Name> = {
    ...code,
    int: get,
    load: (name, offset) => code.keep([...get(name), ...vector.load(offset)]),
    loadSplat: (name, offset) => code.keep([...get(name), ...vector.loadSplat(offset)]),
    store: (name, value, offset) => code.write([...get(name), ...value, ...vector.store(offset)]),
    masked: (value, mask) => code.keep([...value, ...mask, ...vector.and]),
  }
  const kept = start?.(m) as Kept
  const before = m.written()
  each(m, kept)
  for (const name of names) {
    const stride = strides[name]
    if (stride !== undefined)
      m.write([...get(name), ...int.constant(stride), ...int.add, ...localSet(index(name))])
  }
  const body = m.written()
  finish?.(m, kept)
  return {
    name,
    arguments: Object.fromEntries(names.map((name) => [name, 'int'])),
    locals: code.locals,
    body: [
      ...before,
      ...repeat(body, [...get(names[0]!), ...get(names.at(-1)!), ...int.lessUnsigned]),
      ...m.written(),
    ],
  }
}

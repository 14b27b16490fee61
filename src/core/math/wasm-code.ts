/** Instructions, their operands included. */
export type Code = readonly number[]

const types = { int: 0x7f, double: 0x7c, vector: 0x7b } as const
/** int32 (numbers and addresses in bytes), float64, and four float32 or two float64 side by side. */
export type ValueType = keyof typeof types

/** The instructions that the programs are made of, by their meaning; all take what they work on from the stack. */
export const int = {
  /** A constant below 64, which takes one byte. */
  constant: (value: number): Code => [0x41, value],
  load: [0x28, 2, 0],
  /** One byte, without a sign. */
  loadByte: [0x2d, 0, 0],
  less: [0x48],
  lessUnsigned: [0x49],
  add: [0x6a],
  subtract: [0x6b],
  shiftLeft: [0x74],
  not: [0x45],
} as const

export const double = {
  constant: (value: number): Code => [0x44, ...new Uint8Array(Float64Array.of(value).buffer)],
  load: (offset = 0): Code => [0x2b, 3, offset],
  store: [0x39, 3, 0],
  less: [0x63],
  greater: [0x64],
  atMost: [0x65],
  add: [0xa0],
  subtract: [0xa1],
  multiply: [0xa2],
  divide: [0xa3],
} as const

/** Offsets are below 128. */
export const vector = {
  load: (offset = 0): Code => [0xfd, 0x00, 2, offset],
  /** One float32 in all four places. */
  loadSplat: (offset = 0): Code => [0xfd, 0x09, 2, offset],
  store: (offset = 0): Code => [0xfd, 0x0b, 2, offset],
  zero: [0xfd, 0x0c, ...Array<number>(16).fill(0)],
  splat: [0xfd, 0x13],
  add: [0xfd, 0xe4, 0x01],
  subtract: [0xfd, 0xe5, 0x01],
  multiply: [0xfd, 0xe6, 0x01],
  divide: [0xfd, 0xe7, 0x01],
  root: [0xfd, 0xe3, 0x01],
  /** What is no number stays so. */
  largest: [0xfd, 0xe9, 0x01],
  /** All bits of the places that are above, of float32. */
  above: [0xfd, 0x44],
  and: [0xfd, 0x4e],
  addDoubles: [0xfd, 0xf0, 0x01],
  subtractDoubles: [0xfd, 0xf1, 0x01],
} as const

const end = 0x0b
const withoutResult = 0x40
const branchIf = 0x0d

/** Runs the body, then again while the condition leaves something other than 0. */
export const repeat = (body: Code, condition: Code): Code => [
  0x03, withoutResult, ...body, ...condition, branchIf, 0, end,
] // prettier-ignore

/** Runs the body; `leaveIf` in it jumps behind it. */
export const block = (body: Code): Code => [0x02, withoutResult, ...body, end]

/** Where the condition is not 0, jumps behind the innermost block, or behind one `outwards` of it; loops count too. */
export const leaveIf = (condition: Code, outwards = 0): Code => [...condition, branchIf, outwards]

type Declared = Readonly<Record<string, ValueType>>

export interface WasmFunction {
  readonly name: string
  /** In the order of the call. */
  readonly arguments: Declared
  readonly locals: Declared
  readonly result?: ValueType
  readonly body: Code
}

/** Reading and writing of a function's arguments and locals by their names. */
export function variables<Name extends string>(...declared: readonly Readonly<Partial<Record<Name, ValueType>>>[]) {
  const names = declared.flatMap((group) => Object.keys(group))
  const at = (name: Name): number => names.indexOf(name)
  const get = (name: Name): Code => [0x20, at(name)]
  const set = (name: Name): Code => [0x21, at(name)]
  return {
    get,
    set,
    /** Writes and leaves the value on the stack. */
    tee: (name: Name): Code => [0x22, at(name)],
    /** Adds to an int. */
    increase: (name: Name, by: Code): Code => [...get(name), ...by, ...int.add, ...set(name)],
  }
} // prettier-ignore

/** An unsigned number in LEB128. */
function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) | 128, ...unsigned(value >> 7)]
}
const sized = (bytes: Code): Code => [...unsigned(bytes.length), ...bytes]
const section = (id: number, content: Code): Code => [id, ...sized(content)]
const list = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()]
const text = (characters: string): Code => sized([...characters].map((c) => c.charCodeAt(0)))
const typesOf = (declared: Declared): Code => Object.values(declared).map((type) => types[type])

/** "\0asm" and the version. */
const header: Code = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0]

/**
 * A WebAssembly module that imports the memory env.memory and exports the functions: written here rather than compiled from
 * another language, so that neither a compiler nor opaque bytes are part of the project.
 */
export function wasmModule(functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> {
  const signatures = functions.map(({ arguments: declared, result }) => [
    0x60,
    ...sized(typesOf(declared)),
    ...(result === undefined ? [0] : [1, types[result]]),
  ])
  const bodies = functions.map(({ locals, body }) =>
    sized([...list(typesOf(locals).map((type) => [1, type])), ...body, end]),
  )
  return Uint8Array.from([
    ...header,
    ...section(1, list(signatures)),
    ...section(2, list([[...text('env'), ...text('memory'), 2, 0, 0]])),
    ...section(3, list(functions.map((_, i) => unsigned(i)))),
    ...section(7, list(functions.map(({ name }, i) => [...text(name), 0, ...unsigned(i)]))),
    ...section(10, list(bodies)),
  ])
}

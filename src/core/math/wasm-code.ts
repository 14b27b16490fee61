/** Instructions, their operands included. */
export type Code = readonly number[]

const types = { int: 0x7f, double: 0x7c, vector: 0x7b } as const
/** int32 (numbers and addresses in bytes), float64, and four float32 or two float64 side by side. */
export type ValueType = keyof typeof types

/** An unsigned number in LEB128. */
function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) | 128, ...unsigned(value >> 7)]
}

/** A signed 32-bit number in LEB128. */
function signed(value: number): number[] {
  return value >= -64 && value < 64 ? [value & 127] : [(value & 127) | 128, ...signed(value >> 7)]
}

/** The instructions that the programs are made of, by their meaning; all take what they work on from the stack. */
export const int = {
  constant: (value: number): Code => [0x41, ...signed(value | 0)],
  load: [0x28, 2, 0],
  /** One byte, without a sign. */
  loadByte: [0x2d, 0, 0],
  less: [0x48],
  lessUnsigned: [0x49],
  add: [0x6a],
  subtract: [0x6b],
  multiply: [0x6c],
  and: [0x71],
  shiftLeft: [0x74],
  shiftRight: [0x75],
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

const lanes = (bytes: ArrayBuffer): Code => [0xfd, 0x0c, ...new Uint8Array(bytes)]

export const vector = {
  load: (offset = 0): Code => [0xfd, 0x00, 2, ...unsigned(offset)],
  /** One float32 (or int32) in all four places. */
  loadSplat: (offset = 0): Code => [0xfd, 0x09, 2, ...unsigned(offset)],
  /** One float64 in both places. */
  loadSplatDouble: (offset = 0): Code => [0xfd, 0x0a, 3, ...unsigned(offset)],
  /** Two float32, then zeros. */
  loadHalf: (offset = 0): Code => [0xfd, 0x5d, 3, ...unsigned(offset)],
  store: (offset = 0): Code => [0xfd, 0x0b, 2, ...unsigned(offset)],
  /** The first or the second float64. */
  storeDouble: (place: 0 | 1, offset = 0): Code => [0xfd, 0x5b, 3, ...unsigned(offset), place],
  zero: lanes(new ArrayBuffer(16)),
  constant: (value: number): Code => lanes(Float32Array.of(value, value, value, value).buffer),
  splat: [0xfd, 0x13],
  /** Four of the eight float32 of two vectors, by their places 0 to 7. */
  shuffle: (places: readonly number[]): Code => [
    0xfd,
    0x0d,
    ...places.flatMap((place) => [0, 1, 2, 3].map((byte) => 4 * place + byte)),
  ],
  add: [0xfd, 0xe4, 0x01],
  subtract: [0xfd, 0xe5, 0x01],
  multiply: [0xfd, 0xe6, 0x01],
  divide: [0xfd, 0xe7, 0x01],
  root: [0xfd, 0xe3, 0x01],
  /** What is no number stays so. */
  largest: [0xfd, 0xe9, 0x01],
  absolute: [0xfd, 0xe0, 0x01],
  /** The smaller and the larger of two, the first where one is no number. */
  smaller: [0xfd, 0xea, 0x01],
  larger: [0xfd, 0xeb, 0x01],
  /** a b + c; relaxed SIMD: rounded once or twice, as the processor does it. */
  relaxedMultiplyAdd: [0xfd, 0x85, 0x02],
  /** All bits of the places that are below or above, of float32. */
  below: [0xfd, 0x43],
  above: [0xfd, 0x44],
  and: [0xfd, 0x4e],
  /** Bits that are in the first and not in the second. */
  andNot: [0xfd, 0x4f],
  xor: [0xfd, 0x51],
  /** Bits of the first where the third has ones, of the second elsewhere. */
  select: [0xfd, 0x52],
  addDoubles: [0xfd, 0xf0, 0x01],
  subtractDoubles: [0xfd, 0xf1, 0x01],
  multiplyDoubles: [0xfd, 0xf2, 0x01],
  /** The first two float32 as float64. */
  toDoubles: [0xfd, 0x5f],
} as const

/** Four int32 side by side. */
export const ints = {
  constant: (value: number): Code => lanes(Int32Array.of(value, value, value, value).buffer),
  /** 0, 1, 2, 3 */
  places: lanes(Int32Array.of(0, 1, 2, 3).buffer),
  splat: [0xfd, 0x11],
  /** All bits of the places that are equal, or less (the second without a sign). */
  equal: [0xfd, 0x37],
  less: [0xfd, 0x39],
  lessUnsigned: [0xfd, 0x3a],
  /** By as many bits as the int on the stack says. */
  shiftLeft: [0xfd, 0xab, 0x01],
  shiftRightUnsigned: [0xfd, 0xad, 0x01],
  add: [0xfd, 0xae, 0x01],
  multiply: [0xfd, 0xb5, 0x01],
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

/** Reading and writing the local (an argument too) of an index. */
export const localGet = (index: number): Code => [0x20, ...unsigned(index)]
export const localSet = (index: number): Code => [0x21, ...unsigned(index)]

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
  const get = (name: Name): Code => localGet(at(name))
  const set = (name: Name): Code => localSet(at(name))
  return {
    get,
    set,
    /** Writes and leaves the value on the stack. */
    tee: (name: Name): Code => [0x22, ...unsigned(at(name))],
    /** Adds to an int. */
    increase: (name: Name, by: Code): Code => [...get(name), ...by, ...int.add, ...set(name)],
  }
} // prettier-ignore

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

/** The instructions of WebAssembly that the program below is made of, by their names in the specification. */
const op = {
  loop: 0x03,
  end: 0x0b,
  branchIf: 0x0d,
  get: 0x20,
  set: 0x21,
  tee: 0x22,
  int: 0x41,
  less: 0x48,
  add: 0x6a,
  subtract: 0x6b,
} as const
const vector = {
  load: [0xfd, 0x00],
  loadSplat: [0xfd, 0x09],
  store: [0xfd, 0x0b],
  zero: [0xfd, 0x0c, ...Array<number>(16).fill(0)],
  add: [0xfd, 0xe4, 0x01],
  multiply: [0xfd, 0xe6, 0x01],
} as const
const type = { int: 0x7f, vector: 0x7b, nothing: 0x40 } as const

/** Arguments of the product, in this order: int32, addresses and strides in bytes, none of the three counts 0. */
export const productArguments = [
  'out',
  'outRow',
  'a',
  'aRow',
  'aStep',
  'b',
  'bPanel',
  'bStep',
  'rows',
  'cols',
  'inner',
] as const
const ints = [...productArguments, 'row', 'col', 'p0', 'p1', 'p2', 'p3', 'q', 'left', 'at', 'target'] as const
const vectors = ['b0', 'b1', 'splat', 's00', 's01', 's10', 's11', 's20', 's21', 's30', 's31'] as const
type Local = (typeof ints)[number] | (typeof vectors)[number]

/** Rows and columns of a tile: eight sums of four numbers each, which stay in registers. */
export const tile = { rows: 4, cols: 8 } as const

const local = (name: Local): number => [...ints, ...vectors].indexOf(name as never)
const get = (name: Local): number[] => [op.get, local(name)]
const set = (name: Local): number[] => [op.set, local(name)]
const increase = (name: Local, by: number[]): number[] => [...get(name), ...by, op.add, ...set(name)]
/** A constant below 64, which takes one byte. */
const int = (value: number): number[] => [op.int, value]
/** What follows an instruction that reads or writes: alignment to four bytes, and an offset below 128. */
const place = (offset: number): number[] => [2, offset]
/** Runs the body, then again while the condition leaves something other than 0. */
const repeat = (body: number[], condition: number[]): number[] => [
  op.loop,
  type.nothing,
  ...body,
  ...condition,
  op.branchIf,
  0,
  op.end,
]

const tileRows = [0, 1, 2, 3] as const

/** One number of each of the tile's rows of A against eight of B: sums += a * b. */
const multiplyAdd = [
  ...get('q'), ...vector.load, ...place(0), ...set('b0'),
  ...get('q'), ...vector.load, ...place(16), ...set('b1'),
  ...tileRows.flatMap((r) => [
    ...get(`p${r}`), ...vector.loadSplat, ...place(0), ...set('splat'),
    ...([0, 1] as const).flatMap((half) => [
      ...get(`s${r}${half}`), ...get('splat'), ...get(`b${half}`), ...vector.multiply, ...vector.add,
      ...set(`s${r}${half}`),
    ]),
    ...increase(`p${r}`, get('aStep')),
  ]),
  ...increase('q', get('bStep')),
] // prettier-ignore

/** The tile at rows `row` to row + 3 and the panel's eight columns. */
const computeTile = [
  ...tileRows.flatMap((r) => [
    ...get('at'), ...set(`p${r}`),
    ...increase('at', get('aRow')),
    ...vector.zero, ...set(`s${r}0`),
    ...vector.zero, ...set(`s${r}1`),
  ]),
  ...get('b'), ...set('q'),
  ...get('inner'), ...set('left'),
  ...repeat(multiplyAdd, [...get('left'), ...int(1), op.subtract, op.tee, local('left')]),
  ...tileRows.flatMap((r) => [
    ...get('target'), ...get(`s${r}0`), ...vector.store, ...place(0),
    ...get('target'), ...get(`s${r}1`), ...vector.store, ...place(16),
    ...increase('target', get('outRow')),
  ]),
  ...increase('row', int(tile.rows)),
] // prettier-ignore

/** Panel after panel of eight columns, so that a panel stays in the core's first cache while the rows of A pass. */
const computePanel = [
  ...int(0), ...set('row'),
  ...get('a'), ...set('at'),
  ...get('out'), ...set('target'),
  ...repeat(computeTile, [...get('row'), ...get('rows'), op.less]),
  ...increase('b', get('bPanel')),
  ...increase('out', int(4 * tile.cols)),
  ...increase('col', int(tile.cols)),
] // prettier-ignore

/** An unsigned number in LEB128. */
function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) | 128, ...unsigned(value >> 7)]
}
const sized = (bytes: readonly number[]): number[] => [...unsigned(bytes.length), ...bytes]
const section = (id: number, content: readonly number[]): number[] => [id, ...sized(content)]
const text = (characters: string): number[] => sized([...characters].map((c) => c.charCodeAt(0)))

/** Two kinds of locals that follow the arguments, and how many there are of each. */
const locals = [2, ints.length - productArguments.length, type.int, vectors.length, type.vector]
const body = [...locals, ...repeat(computePanel, [...get('col'), ...get('cols'), op.less]), op.end]

/** "\0asm" and the version. */
const header = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0]

/**
 * A WebAssembly module that imports the memory env.memory and exports `product` (see simd-product.ts): written here
 * rather than compiled from another language, so that neither a compiler nor opaque bytes are part of the project.
 */
export const simdProgram = Uint8Array.from([
  ...header,
  ...section(1, [1, 0x60, ...sized(productArguments.map(() => type.int)), 0]),
  ...section(2, [1, ...text('env'), ...text('memory'), 2, 0, 0]),
  ...section(3, [1, 0]),
  ...section(7, [1, ...text('product'), 0, 0]),
  ...section(10, [1, ...sized(body)]),
])

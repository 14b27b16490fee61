import { adam } from './adam-program.ts'
import { rectifier } from './rectify-program.ts'
import {
  int,
  repeat,
  variables,
  vector,
  wasmModule,
  type Code,
  type ValueType,
  type WasmFunction,
} from './wasm-code.ts'

/** Rows and columns of a tile: eight sums of four numbers each, which stay in registers. */
export const tile = { rows: 4, cols: 8 } as const

const declare = <Name extends string, Type extends ValueType>(
  names: readonly Name[],
  type: Type,
): Readonly<Record<Name, Type>> =>
  Object.fromEntries(names.map((name) => [name, type])) as Readonly<Record<Name, Type>>

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

const given = declare(productArguments, 'int')
const locals = {
  ...declare(['row', 'col', 'p0', 'p1', 'p2', 'p3', 'q', 'left', 'at', 'target'], 'int'),
  ...declare(['b0', 'b1', 'splat', 's00', 's01', 's10', 's11', 's20', 's21', 's30', 's31'], 'vector'),
}
const { get, set, tee, increase } = variables<keyof typeof given | keyof typeof locals>(given, locals)

const tileRows = [0, 1, 2, 3] as const

/** One number of each of the tile's rows of A against eight of B: sums += a * b. */
const multiplyAdd: Code = [
  ...get('q'), ...vector.load(), ...set('b0'),
  ...get('q'), ...vector.load(16), ...set('b1'),
  ...tileRows.flatMap((r) => [
    ...get(`p${r}`), ...vector.loadSplat(), ...set('splat'),
    ...([0, 1] as const).flatMap((half) => [
      ...get(`s${r}${half}`), ...get('splat'), ...get(`b${half}`), ...vector.multiply, ...vector.add,
      ...set(`s${r}${half}`),
    ]),
    ...increase(`p${r}`, get('aStep')),
  ]),
  ...increase('q', get('bStep')),
] // prettier-ignore

/** The tile at rows `row` to row + 3 and the panel's eight columns. */
const computeTile: Code = [
  ...tileRows.flatMap((r) => [
    ...get('at'), ...set(`p${r}`),
    ...increase('at', get('aRow')),
    ...vector.zero, ...set(`s${r}0`),
    ...vector.zero, ...set(`s${r}1`),
  ]),
  ...get('b'), ...set('q'),
  ...get('inner'), ...set('left'),
  ...repeat(multiplyAdd, [...get('left'), ...int.constant(1), ...int.subtract, ...tee('left')]),
  ...tileRows.flatMap((r) => [
    ...get('target'), ...get(`s${r}0`), ...vector.store(),
    ...get('target'), ...get(`s${r}1`), ...vector.store(16),
    ...increase('target', get('outRow')),
  ]),
  ...increase('row', int.constant(tile.rows)),
] // prettier-ignore

/** Panel after panel of eight columns, so that a panel stays in the core's first cache while the rows of A pass. */
const computePanel: Code = [
  ...int.constant(0), ...set('row'),
  ...get('a'), ...set('at'),
  ...get('out'), ...set('target'),
  ...repeat(computeTile, [...get('row'), ...get('rows'), ...int.less]),
  ...increase('b', get('bPanel')),
  ...increase('out', int.constant(4 * tile.cols)),
  ...increase('col', int.constant(tile.cols)),
] // prettier-ignore

const product: WasmFunction = {
  name: 'product',
  arguments: given,
  locals,
  body: repeat(computePanel, [...get('col'), ...get('cols'), ...int.less]),
}

/** Exports `product`, `adam`, `rectify` and `passBack`, as simd-product.ts says. */
export const simdProgram = wasmModule([product, adam, ...rectifier])

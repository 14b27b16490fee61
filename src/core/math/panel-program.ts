import { panelCols } from './panels.ts'
import { multiplyAdd, type VectorRounding } from './vector-arithmetic.ts'
import { block, int, leaveIf, repeat, variables, vector, type Code, type WasmFunction } from './wasm-code.ts'

const rowBytes = 4 * panelCols

/** Arguments of the products, in this order: addresses and distances in bytes, counts that are multiples of 8 (`rows` of 4) and not 0. */
export const panelProductArguments = [
  'out', 'outPanel', 'a', 'aPanel', 'b', 'bPanel', 'rows', 'growth', 'cols', 'inner', 'add',
] as const // prettier-ignore

const given = {
  out: 'int', outPanel: 'int', a: 'int', aPanel: 'int', b: 'int', bPanel: 'int', rows: 'int', growth: 'int', cols: 'int', inner: 'int',
  add: 'int',
} as const // prettier-ignore
const tileRows = [0, 1, 2, 3] as const
const halves = [0, 1] as const
const locals = {
  row: 'int', p: 'int', q: 'int', end: 'int', target: 'int', b0: 'vector', b1: 'vector', splat: 'vector',
  s00: 'vector', s01: 'vector', s10: 'vector', s11: 'vector', s20: 'vector', s21: 'vector', s30: 'vector', s31: 'vector',
} as const // prettier-ignore
const { get, set, tee, increase } = variables<keyof typeof given | keyof typeof locals>(given, locals)
type Sum = `s${(typeof tileRows)[number]}${(typeof halves)[number]}`

/**
 * productPlain and productTransposed: out += A B or A^T B (out = .. where `add` is 0), all matrices in panels (panels.ts), in tiles of
 * 4 x 8 sums that stay in registers. A tile's four numbers of A lie side by side (transposed) or a row apart (plain); either way
 * eight steps of the inner dimension take 128 or 256 bytes in a row. `rows` of the result's first panel are computed, `growth` more
 * in each further one: all of them, or of a symmetric result the upper half.
 */
function product(left: 'plain' | 'transposed', rounding: VectorRounding): WasmFunction {
  const transposed = left === 'transposed'
  const step: Code = [
    ...get('q'), ...vector.load(), ...set('b0'),
    ...get('q'), ...vector.load(16), ...set('b1'),
    ...tileRows.flatMap((r) => [
      ...get('p'), ...vector.loadSplat(transposed ? 4 * r : rowBytes * r), ...set('splat'),
      ...halves.flatMap((half) => [
        ...multiplyAdd(rounding, get('splat'), get(`b${half}`), get(`s${r}${half}` as Sum)),
        ...set(`s${r}${half}` as Sum),
      ]),
    ]),
    ...increase('q', int.constant(rowBytes)),
    ...increase('p', int.constant(transposed ? rowBytes : 4)),
  ]
  const allSteps: Code = transposed
    ? repeat(step, [...get('q'), ...get('end'), ...int.lessUnsigned])
    : repeat(
        [
          ...repeat(step, [...get('q'), ...int.constant(8 * rowBytes - 1), ...int.and]),
          ...increase('p', [...get('aPanel'), ...int.constant(rowBytes), ...int.subtract]),
        ],
        [...get('q'), ...get('end'), ...int.lessUnsigned],
      )
  /** Where A's numbers for the tile's rows begin. */
  const tileOfA: Code = transposed
    ? [
        ...get('a'), ...get('row'), ...int.constant(3), ...int.shiftRight, ...get('aPanel'), ...int.multiply, ...int.add,
        ...get('row'), ...int.constant(4), ...int.and, ...int.constant(2), ...int.shiftLeft, ...int.add,
      ]
    : [...get('a'), ...get('row'), ...int.constant(5), ...int.shiftLeft, ...int.add]
  const eachSum = (code: (sum: Sum, offset: number) => Code): Code =>
    tileRows.flatMap((r) => halves.flatMap((half) => code(`s${r}${half}` as Sum, rowBytes * r + 16 * half)))
  const computeTile: Code = [
    ...get('out'), ...get('row'), ...int.constant(5), ...int.shiftLeft, ...int.add, ...set('target'),
    ...eachSum((sum) => [...vector.zero, ...set(sum)]),
    ...block([
      ...leaveIf([...get('add'), ...int.not]),
      ...eachSum((sum, offset) => [...get('target'), ...vector.load(offset), ...set(sum)]),
    ]),
    ...tileOfA, ...set('p'),
    ...get('b'), ...set('q'),
    ...get('b'), ...get('inner'), ...int.constant(5), ...int.shiftLeft, ...int.add, ...set('end'),
    ...allSteps,
    ...eachSum((sum, offset) => [...get('target'), ...get(sum), ...vector.store(offset)]),
    ...increase('row', int.constant(4)),
  ]
  const computePanel: Code = [
    ...int.constant(0), ...set('row'),
    ...repeat(computeTile, [...get('row'), ...get('rows'), ...int.less]),
    ...increase('rows', get('growth')),
    ...increase('b', get('bPanel')),
    ...increase('out', get('outPanel')),
    ...get('cols'), ...int.constant(panelCols), ...int.subtract, ...tee('cols'),
  ]
  return {
    name: transposed ? 'productTransposed' : 'productPlain',
    arguments: given,
    locals,
    body: repeat([], computePanel),
  }
} // prettier-ignore

const quarters = ['r0', 'r1', 'r2', 'r3'] as const
const blockLocals = {
  r0: 'vector', r1: 'vector', r2: 'vector', r3: 'vector', t0: 'vector', t1: 'vector', t2: 'vector', t3: 'vector',
} as const // prettier-ignore
type BlockName = keyof typeof blockLocals

/**
 * Transposes the 4 x 4 numbers whose rows are read by `load`, and gives each row of the result to `place`.
 */
function transposeFour(
  v: { get: (name: BlockName) => Code; set: (name: BlockName) => Code },
  load: (r: number) => Code,
  place: (r: number, code: Code) => Code,
): Code {
  const shuffle = (a: BlockName, b: BlockName, places: readonly number[]): Code => [
    ...v.get(a), ...v.get(b), ...vector.shuffle(places),
  ]
  const low = [0, 4, 1, 5]
  const high = [2, 6, 3, 7]
  const first = [0, 1, 4, 5]
  const second = [2, 3, 6, 7]
  return [
    ...quarters.flatMap((name, r) => [...load(r), ...v.set(name)]),
    ...shuffle('r0', 'r1', low), ...v.set('t0'),
    ...shuffle('r2', 'r3', low), ...v.set('t1'),
    ...shuffle('r0', 'r1', high), ...v.set('t2'),
    ...shuffle('r2', 'r3', high), ...v.set('t3'),
    ...place(0, shuffle('t0', 't1', first)),
    ...place(1, shuffle('t0', 't1', second)),
    ...place(2, shuffle('t2', 't3', first)),
    ...place(3, shuffle('t2', 't3', second)),
  ]
} // prettier-ignore

const blockQuarters = halves.flatMap((r) => halves.map((c) => [r, c] as const))

/**
 * transpose(from, fromPanel, to, toPanel, rows, cols): the matrix [rows, cols] in panels at `from`, transposed at `to`; in blocks
 * of 8 x 8, which lie in a row on both sides.
 */
function transpose(): WasmFunction {
  const given = { from: 'int', fromPanel: 'int', to: 'int', toPanel: 'int', rows: 'int', cols: 'int' } as const
  const own = { source: 'int', target: 'int', left: 'int', ...blockLocals } as const
  const v = variables<keyof typeof given | keyof typeof own>(given, own)
  const eight = int.constant(8 * rowBytes)
  const moveBlock: Code = [
    ...blockQuarters.flatMap(([r, c]) =>
      transposeFour(
        v,
        (i) => [...v.get('source'), ...vector.load(rowBytes * (4 * r + i) + 16 * c)],
        (i, code) => [...v.get('target'), ...code, ...vector.store(rowBytes * (4 * c + i) + 16 * r)],
      ),
    ),
    ...v.increase('source', eight),
    ...v.increase('target', v.get('toPanel')),
  ]
  const movePanel: Code = [
    ...v.get('from'), ...v.set('source'),
    ...v.get('to'), ...v.set('target'),
    ...v.get('rows'), ...v.set('left'),
    ...repeat(moveBlock, [...v.get('left'), ...int.constant(8), ...int.subtract, ...v.tee('left')]),
    ...v.increase('from', v.get('fromPanel')),
    ...v.increase('to', eight),
  ]
  return {
    name: 'transpose',
    arguments: given,
    locals: own,
    body: repeat(movePanel, [...v.get('cols'), ...int.constant(8), ...int.subtract, ...v.tee('cols')]),
  }
} // prettier-ignore

/**
 * mirror(at, panel, size): the upper half of the square matrix [size, size] in panels, written over the lower one.
 * addTransposed(at, panel, size): the square matrix plus its transpose, in place.
 */
function symmetric(name: 'mirror' | 'addTransposed'): WasmFunction {
  const given = { at: 'int', panel: 'int', size: 'int' } as const
  const own = { upper: 'int', lower: 'int', left: 'int', diagonal: 'int', ...blockLocals } as const
  const v = variables<keyof typeof given | keyof typeof own>(given, own)
  /** The quarter (r, c) of the upper block and the quarter (c, r) of the lower one. */
  const pairQuarter = (r: number, c: number): Code => {
    const upper = (i: number): number => rowBytes * (4 * r + i) + 16 * c
    const lower = (i: number): number => rowBytes * (4 * c + i) + 16 * r
    const load = (i: number): Code => [...v.get('upper'), ...vector.load(upper(i))]
    if (name === 'mirror')
      return transposeFour(v, load, (i, code) => [...v.get('lower'), ...code, ...vector.store(lower(i))])
    return [
      ...transposeFour(v, load, (i, code) => [
        ...v.get('lower'), ...code, ...v.get('lower'), ...vector.load(lower(i)), ...vector.add, ...vector.store(lower(i)),
      ]),
      ...transposeFour(
        v,
        (i) => [...v.get('lower'), ...vector.load(lower(i))],
        (i, code) => [...v.get('upper'), ...code, ...vector.store(upper(i))],
      ),
    ]
  }
  // A diagonal block is its own partner: of its quarters, the two outside the diagonal are one pair.
  const offDiagonal = blockQuarters.flatMap(([r, c]) => pairQuarter(r, c))
  const diagonal = blockQuarters.filter(([r, c]) => r <= c).flatMap(([r, c]) => diagonalQuarter(r, c))
  function diagonalQuarter(r: number, c: number): Code {
    if (r < c) return pairQuarter(r, c)
    return name === 'mirror' ? [] : selfQuarter(r)
  }
  function selfQuarter(r: number): Code {
    const place = (i: number): number => rowBytes * (4 * r + i) + 16 * r
    return transposeFour(
      v,
      (i) => [...v.get('upper'), ...vector.load(place(i))],
      (i, code) => [
        ...v.get('upper'), ...v.get(quarters[i]!), ...code, ...vector.add, ...vector.store(place(i)),
      ],
    )
  }
  const walk: Code = [
    ...v.get('diagonal'), ...v.set('upper'),
    ...v.get('diagonal'), ...v.set('lower'),
    ...diagonal,
    ...block([
      ...leaveIf([...v.get('size'), ...int.constant(8), ...int.subtract, ...v.tee('left'), ...int.not]),
      ...repeat(
        [
          ...v.increase('upper', v.get('panel')),
          ...v.increase('lower', int.constant(8 * rowBytes)),
          ...offDiagonal,
        ],
        [...v.get('left'), ...int.constant(8), ...int.subtract, ...v.tee('left')],
      ),
    ]),
    ...v.increase('diagonal', [...v.get('panel'), ...int.constant(8 * rowBytes), ...int.add]),
  ]
  return {
    name,
    arguments: given,
    locals: own,
    body: [
      ...v.get('at'), ...v.set('diagonal'),
      ...repeat(walk, [...v.get('size'), ...int.constant(8), ...int.subtract, ...v.tee('size')]),
    ],
  }
} // prettier-ignore

/** What all who compute with panels need: productPlain, productTransposed, transpose, mirror, addTransposed. */
export const panelFunctions = (rounding: VectorRounding): WasmFunction[] => [
  product('plain', rounding),
  product('transposed', rounding),
  transpose(),
  symmetric('mirror'),
  symmetric('addTransposed'),
]

import { panelCols } from './panels.ts'
import { int, repeat, variables, vector, type Code, type ValueType, type WasmFunction } from './wasm-code.ts'

/** Bytes of a row of a panel of float32. */
const panelRow = 4 * panelCols
/** Bytes of a float64, and of two side by side. */
const double = 8
const pair = 2 * double

/** Rows of W that are worked on at once; two share what was read of A, and their sums just stay in registers. */
export type Width = 1 | 2

const range = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i)
const locals = (type: ValueType, names: readonly string[]): Record<string, ValueType> =>
  Object.fromEntries(names.map((name) => [name, type]))

/**
 * productsWIDTH(a, end, aPanel, w, wEnd, wRow, out, outRow): for every column of A, [d, n] in panels of float32 (panels.ts) from `a` to `end`, its
 * product with each of the rows of W, [WIDTH, d] of float64, at `out`, a row a column of A. Eight columns at a time, two to a
 * vector, so that every sum is taken in the order of d, as a loop in JavaScript takes it, and has the same bits.
 */
function products(width: Width): WasmFunction {
  const given = {
    a: 'int', end: 'int', aPanel: 'int', w: 'int', wEnd: 'int', wRow: 'int', out: 'int', outRow: 'int',
  } as const // prettier-ignore
  const pairs = range(panelCols / 2)
  const outputs = range(width)
  const own = {
    ...locals('int', ['p', ...outputs.map((k) => `q${k}`)]),
    ...locals('vector', ['b', ...pairs.map((c) => `a${c}`), ...pairs.flatMap((c) => outputs.map((k) => `s${c}${k}`))]),
  } // prettier-ignore
  const { get, set, increase } = variables<string>(given, own)
  const step: Code = [
    ...pairs.flatMap((c) => [...get('p'), ...vector.loadHalf(double * c), ...vector.toDoubles, ...set(`a${c}`)]),
    ...outputs.flatMap((k) => [
      ...get(`q${k}`), ...vector.loadSplatDouble(), ...set('b'),
      ...pairs.flatMap((c) => [
        ...get(`s${c}${k}`), ...get(`a${c}`), ...get('b'), ...vector.multiplyDoubles, ...vector.addDoubles,
        ...set(`s${c}${k}`),
      ]),
    ]),
    ...increase('p', int.constant(panelRow)),
    ...outputs.flatMap((k) => increase(`q${k}`, int.constant(double))),
  ] // prettier-ignore
  const panel: Code = [
    ...get('a'), ...set('p'),
    ...rowsFrom('w', 'wRow', outputs, { get, set }),
    ...pairs.flatMap((c) => outputs.flatMap((k) => [...vector.zero, ...set(`s${c}${k}`)])),
    ...repeat(step, [...get('q0'), ...get('wEnd'), ...int.lessUnsigned]),
    ...pairs.flatMap((c) =>
      ([0, 1] as const).flatMap((lane) => [
        ...outputs.flatMap((k) => [...get('out'), ...get(`s${c}${k}`), ...vector.storeDouble(lane, double * k)]),
        ...increase('out', get('outRow')),
      ]),
    ),
    ...increase('a', get('aPanel')),
  ] // prettier-ignore
  const body = repeat(panel, [...get('a'), ...get('end'), ...int.lessUnsigned])
  return { name: `products${width}`, arguments: given, locals: own, body }
}

/** q0, q1, ...: where the rows begin of a matrix at `first`, `row` bytes apart. */
const rowsFrom = (
  first: string,
  row: string,
  outputs: readonly number[],
  { get, set }: { get: (name: string) => Code; set: (name: string) => Code },
): Code =>
  outputs.flatMap((k) => [
    ...(k === 0 ? get(first) : [...get(`q${k - 1}`), ...get(row), ...int.add]),
    ...set(`q${k}`),
  ])

/**
 * addColumnsWIDTH(a, end, aPanel, g, gEnd, gRow, factors, factorsRow): to each of the rows of G, [WIDTH, d] of float64, adds the columns of A,
 * [d, n] in panels of float32 from `a` to `end`, times factors [n, WIDTH]. Of each panel four columns at a time: what is added is
 * ((f0 a0 + f1 a1) + f2 a2) + f3 a3, the bits of a loop in JavaScript over groups of four.
 */
function addColumns(width: Width): WasmFunction {
  const given = {
    a: 'int', end: 'int', aPanel: 'int', g: 'int', gEnd: 'int', gRow: 'int', factors: 'int', factorsRow: 'int',
  } as const // prettier-ignore
  const columns = range(4)
  const outputs = range(width)
  const own = {
    ...locals('int', ['p', ...outputs.map((k) => `q${k}`)]),
    ...locals('vector', ['c', 'd', 'low', 'high', ...columns.map((c) => `a${c}`)]),
    ...locals('vector', columns.flatMap((c) => outputs.map((k) => `f${c}${k}`))),
  } // prettier-ignore
  const { get, set, increase } = variables<string>(given, own)
  const secondHalf = (name: string): Code => [...get(name), ...get(name), ...vector.shuffle([2, 3, 2, 3])]
  const term = (c: number, k: number): Code => [
    ...get(`f${c}${k}`),
    ...get(`a${c}`),
    ...vector.multiplyDoubles,
  ]
  const half = (offset: number): Code => [
    ...get('a'), ...set('p'),
    ...rowsFrom('g', 'gRow', outputs, { get, set }),
    ...columns.flatMap((c) => [
      ...outputs.flatMap((k) => [...get('factors'), ...vector.loadSplatDouble(double * k), ...set(`f${c}${k}`)]),
      ...increase('factors', get('factorsRow')),
    ]),
    ...repeat(
      [
        // two entries of each of the four columns side by side
        ...get('p'), ...vector.load(offset), ...set('c'),
        ...get('p'), ...vector.load(panelRow + offset), ...set('d'),
        ...get('c'), ...get('d'), ...vector.shuffle([0, 4, 1, 5]), ...set('low'),
        ...get('c'), ...get('d'), ...vector.shuffle([2, 6, 3, 7]), ...set('high'),
        ...get('low'), ...vector.toDoubles, ...set('a0'),
        ...secondHalf('low'), ...vector.toDoubles, ...set('a1'),
        ...get('high'), ...vector.toDoubles, ...set('a2'),
        ...secondHalf('high'), ...vector.toDoubles, ...set('a3'),
        ...outputs.flatMap((k) => [
          ...get(`q${k}`), ...get(`q${k}`), ...vector.load(),
          ...term(0, k), ...columns.slice(1).flatMap((c) => [...term(c, k), ...vector.addDoubles]),
          ...vector.addDoubles, ...vector.store(),
        ]),
        ...increase('p', int.constant(2 * panelRow)),
        ...outputs.flatMap((k) => increase(`q${k}`, int.constant(pair))),
      ],
      [...get('q0'), ...get('gEnd'), ...int.lessUnsigned],
    ),
  ] // prettier-ignore
  const body = repeat(
    [...half(0), ...half(panelRow / 2), ...increase('a', get('aPanel'))],
    [...get('a'), ...get('end'), ...int.lessUnsigned],
  )
  return { name: `addColumns${width}`, arguments: given, locals: own, body }
}

/** products1, products2, addColumns1, addColumns2; addresses and distances in bytes, no range empty, d a multiple of 8. */
export const doubleFunctions: readonly WasmFunction[] = ([1, 2] as const).flatMap((width) => [
  products(width),
  addColumns(width),
])

import {
  block,
  double,
  int,
  leaveIf,
  repeat,
  variables,
  vector,
  wasmModule,
  type Code,
} from '../math/wasm-code.ts'

/** Bytes of a bin's pair of sums, gradients and weights, and the shift that multiplies by them. */
export const pairBytes = 16
const pairShift = 4
const wordBytes = 4

/** Weights that a subtraction leaves in bins without rows are below this. */
export const emptyBelow = 1e-12

function fill() {
  const given = {
    histogram: 'int', offsets: 'int', offsetsEnd: 'int', bins: 'int', allRows: 'int', rows: 'int', rowsEnd: 'int', pairs: 'int',
  } as const
  const locals = { sums: 'int', row: 'int', pair: 'int', at: 'int' } as const
  const { get, set, tee, increase } = variables<keyof typeof given | keyof typeof locals>(given, locals)
  const addRow: Code = [
    ...get('sums'),
    ...get('bins'), ...get('row'), ...int.load, ...int.add, ...int.loadByte,
    ...int.constant(pairShift), ...int.shiftLeft, ...int.add, ...tee('at'),
    ...get('at'), ...vector.load(), ...get('pair'), ...vector.load(), ...vector.addDoubles,
    ...vector.store(),
    ...increase('row', int.constant(wordBytes)),
    ...increase('pair', int.constant(pairBytes)),
  ]
  const addColumn: Code = [
    ...get('histogram'), ...get('offsets'), ...int.load, ...int.constant(pairShift), ...int.shiftLeft, ...int.add, ...set('sums'),
    ...get('rows'), ...set('row'),
    ...get('pairs'), ...set('pair'),
    ...repeat(addRow, [...get('row'), ...get('rowsEnd'), ...int.lessUnsigned]),
    ...increase('bins', get('allRows')),
    ...increase('offsets', int.constant(wordBytes)),
  ]
  const body = repeat(addColumn, [...get('offsets'), ...get('offsetsEnd'), ...int.lessUnsigned])
  return { name: 'fill', arguments: given, locals, body }
} // prettier-ignore

function subtract() {
  const given = { whole: 'int', side: 'int', end: 'int' } as const
  const { get, increase } = variables<keyof typeof given>(given)
  const pair: Code = [
    ...get('whole'),
    ...get('whole'), ...vector.load(), ...get('side'), ...vector.load(), ...vector.subtractDoubles,
    ...vector.store(),
    ...increase('whole', int.constant(pairBytes)),
    ...increase('side', int.constant(pairBytes)),
  ]
  const body = repeat(pair, [...get('whole'), ...get('end'), ...int.lessUnsigned])
  return { name: 'subtract', arguments: given, locals: {}, body }
} // prettier-ignore

/** Above any rounding of a product and a quotient, so that what is passed over could not have been better. */
const slightlyLess = 1 - 2 ** -50

function bestSplit() {
  const given = {
    histogram: 'int', offsets: 'int', offsetsEnd: 'int', out: 'int',
    gradient: 'double', weight: 'double', lambda: 'double', minChildWeight: 'double',
  } as const
  const locals = {
    bin: 'int', last: 'int', best: 'int',
    g: 'double', h: 'double', rest: 'double', other: 'double', left: 'double', right: 'double',
    top: 'double', bottom: 'double', score: 'double', most: 'double', nearly: 'double',
  } as const
  const { get, set, tee } = variables<keyof typeof given | keyof typeof locals>(given, locals)
  const address = (offset: Code): Code => [
    ...get('histogram'), ...offset, ...int.constant(pairShift), ...int.shiftLeft, ...int.add,
  ]
  /** Leaves, by one block, the bin; by two, the loop; by three, the column. */
  const lookAtBin: Code = [
    ...get('g'), ...get('bin'), ...double.load(), ...double.add, ...set('g'),
    ...get('h'), ...get('bin'), ...double.load(8), ...double.add, ...tee('h'),
    ...leaveIf([...get('minChildWeight'), ...double.less]),
    ...get('weight'), ...get('h'), ...double.subtract, ...tee('rest'),
    ...leaveIf([...get('minChildWeight'), ...double.less], 2),
    ...leaveIf([...get('rest'), ...double.constant(emptyBelow), ...double.atMost], 2),
    ...get('gradient'), ...get('g'), ...double.subtract, ...set('other'),
    ...get('h'), ...get('lambda'), ...double.add, ...set('left'),
    ...get('rest'), ...get('lambda'), ...double.add, ...set('right'),
    // scoreOf(left) + scoreOf(right), with one division, and that only where it may matter
    ...get('g'), ...get('g'), ...double.multiply, ...get('right'), ...double.multiply,
    ...get('other'), ...get('other'), ...double.multiply, ...get('left'), ...double.multiply,
    ...double.add, ...tee('top'),
    ...get('left'), ...get('right'), ...double.multiply, ...tee('bottom'), ...get('nearly'), ...double.multiply,
    ...leaveIf([...double.greater, ...int.not]),
    ...leaveIf([...get('bin'), ...double.load(8), ...double.constant(emptyBelow), ...double.atMost]),
    ...get('top'), ...get('bottom'), ...double.divide, ...tee('score'),
    ...leaveIf([...get('most'), ...double.greater, ...int.not]),
    ...get('score'), ...tee('most'), ...double.constant(slightlyLess), ...double.multiply, ...set('nearly'),
    ...get('bin'), ...set('best'),
  ]
  const nextBin: Code = [...get('bin'), ...int.constant(pairBytes), ...int.add, ...tee('bin'), ...get('last'), ...int.lessUnsigned]
  const lookAtColumn: Code = [
    ...block([
      ...address([...get('offsets'), ...int.load]), ...set('bin'),
      ...address([...get('offsets'), ...int.constant(wordBytes), ...int.add, ...int.load, ...int.constant(1), ...int.subtract]), ...set('last'),
      ...leaveIf([...get('bin'), ...get('last'), ...int.lessUnsigned, ...int.not]),
      ...double.constant(0), ...set('g'),
      ...double.constant(0), ...set('h'),
      ...repeat(block(lookAtBin), nextBin),
    ]),
    ...get('offsets'), ...int.constant(wordBytes), ...int.add, ...set('offsets'),
  ]
  const body: Code = [
    ...double.constant(-Infinity), ...set('most'),
    ...double.constant(-Infinity), ...set('nearly'),
    ...repeat(lookAtColumn, [...get('offsets'), ...get('offsetsEnd'), ...int.lessUnsigned]),
    ...get('out'), ...get('most'), ...double.store,
    ...get('best'),
  ]
  return { name: 'bestSplit', arguments: given, locals, result: 'int', body } as const
} // prettier-ignore

/**
 * Exports, with addresses in bytes and none of the ranges empty:
 *
 * fill(histogram, offsets, offsetsEnd, bins, allRows, rows, rowsEnd, pairs) adds each row's pair of float64 to the pair of its
 * bin, column by column;
 *
 * subtract(whole, side, end) takes the pairs of one histogram, which ends at `end`, less those of another;
 *
 * bestSplit(histogram, offsets, offsetsEnd, out, gradient, weight, lambda, minChildWeight) returns the address of the last bin on
 * the left, 0 where there is no split, and writes the score at `out`.
 */
export const boostProgram = wasmModule([fill(), subtract(), bestSplit()])

import { int, repeat, variables, vector, type Code, type WasmFunction } from './wasm-code.ts'

const four = 16

/** rectify(values, bias, width, end), addresses and the row's width in bytes: each row becomes max(0, row + bias). */
function rectify(): WasmFunction {
  const given = { values: 'int', bias: 'int', width: 'int', end: 'int' } as const
  const locals = { at: 'int', rowEnd: 'int' } as const
  const { get, set, increase } = variables<keyof typeof given | keyof typeof locals>(given, locals)
  const addFour: Code = [
    ...get('values'),
    ...get('values'), ...vector.load(), ...get('at'), ...vector.load(), ...vector.add, ...vector.zero, ...vector.largest,
    ...vector.store(),
    ...increase('values', int.constant(four)),
    ...increase('at', int.constant(four)),
  ]
  const addRow: Code = [
    ...get('bias'), ...set('at'),
    ...get('values'), ...get('width'), ...int.add, ...set('rowEnd'),
    ...repeat(addFour, [...get('values'), ...get('rowEnd'), ...int.lessUnsigned]),
  ]
  const body = repeat(addRow, [...get('values'), ...get('end'), ...int.lessUnsigned])
  return { name: 'rectify', arguments: given, locals, body }
} // prettier-ignore

/**
 * passBack(derivatives, values, sums, width, end): derivatives stay where the rectified values are above 0, and become 0 elsewhere;
 * their rows are added to the sums.
 */
function passBack(): WasmFunction {
  const given = { derivatives: 'int', values: 'int', sums: 'int', width: 'int', end: 'int' } as const
  const locals = { at: 'int', rowEnd: 'int', kept: 'vector' } as const
  const { get, set, tee, increase } = variables<keyof typeof given | keyof typeof locals>(given, locals)
  const passFour: Code = [
    ...get('derivatives'),
    ...get('derivatives'), ...vector.load(), ...get('values'), ...vector.load(), ...vector.zero, ...vector.above, ...vector.and,
    ...tee('kept'), ...vector.store(),
    ...get('at'), ...get('at'), ...vector.load(), ...get('kept'), ...vector.add, ...vector.store(),
    ...increase('derivatives', int.constant(four)),
    ...increase('values', int.constant(four)),
    ...increase('at', int.constant(four)),
  ]
  const passRow: Code = [
    ...get('sums'), ...set('at'),
    ...get('derivatives'), ...get('width'), ...int.add, ...set('rowEnd'),
    ...repeat(passFour, [...get('derivatives'), ...get('rowEnd'), ...int.lessUnsigned]),
  ]
  const body = repeat(passRow, [...get('derivatives'), ...get('end'), ...int.lessUnsigned])
  return { name: 'passBack', arguments: given, locals, body }
} // prettier-ignore

/** Linear units with a bias that are rectified, and the way back through them; no range is empty. */
export const rectifier: readonly WasmFunction[] = [rectify(), passBack()]

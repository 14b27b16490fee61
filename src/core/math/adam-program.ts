import { int, repeat, variables, vector, type Code, type WasmFunction } from './wasm-code.ts'

/** Numbers that one step of Adam takes, as they lie in memory. */
export const adamNumbers = [
  'penalty', 'share', 'decayOfMean', 'restOfMean', 'decayOfSquare', 'restOfSquare', 'rate', 'epsilon',
] as const // prettier-ignore
export type AdamNumber = (typeof adamNumbers)[number]

const given = {
  values: 'int', gradients: 'int', mean: 'int', square: 'int', numbers: 'int', out: 'int', end: 'int',
} as const // prettier-ignore
const locals = { w: 'vector', g: 'vector', m: 'vector', v: 'vector', squares: 'vector' } as const
const { get, set, tee, increase } = variables<keyof typeof given | keyof typeof locals>(given, locals)

const number = (name: AdamNumber): Code => [
  ...get('numbers'), ...vector.loadSplat(4 * adamNumbers.indexOf(name)),
] // prettier-ignore
const times = (name: AdamNumber): Code => [...number(name), ...vector.multiply]
const four = 16

const stepFour: Code = [
  ...get('squares'), ...get('values'), ...vector.load(), ...tee('w'), ...get('w'), ...vector.multiply, ...vector.add, ...set('squares'),
  // g = share * (gradient + penalty * w)
  ...get('gradients'), ...vector.load(), ...get('w'), ...times('penalty'), ...vector.add, ...times('share'), ...set('g'),
  ...get('mean'), ...vector.load(), ...times('decayOfMean'), ...get('g'), ...times('restOfMean'), ...vector.add, ...set('m'),
  ...get('square'), ...vector.load(), ...times('decayOfSquare'),
  ...get('g'), ...get('g'), ...vector.multiply, ...times('restOfSquare'), ...vector.add, ...set('v'),
  ...get('mean'), ...get('m'), ...vector.store(),
  ...get('square'), ...get('v'), ...vector.store(),
  // w - rate * m / (root of v + epsilon)
  ...get('values'), ...get('w'),
  ...get('m'), ...times('rate'), ...get('v'), ...vector.root, ...number('epsilon'), ...vector.add, ...vector.divide,
  ...vector.subtract, ...vector.store(),
  ...increase('values', int.constant(four)),
  ...increase('gradients', int.constant(four)),
  ...increase('mean', int.constant(four)),
  ...increase('square', int.constant(four)),
] // prettier-ignore

/**
 * adam(values, gradients, mean, square, numbers, out, end), addresses in bytes: a step of Adam for all values before `end`, on share *
 * (gradient + penalty * value). Writes the sums of the squares of each fourth value, as they were before, at `out`.
 */
export const adam: WasmFunction = {
  name: 'adam',
  arguments: given,
  locals,
  body: [
    ...repeat(stepFour, [...get('values'), ...get('end'), ...int.lessUnsigned]),
    ...get('out'), ...get('squares'), ...vector.store(),
  ],
} // prettier-ignore

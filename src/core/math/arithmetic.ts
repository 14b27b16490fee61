/**
 * Arithmetic on values of some kind, so that a formula is written once and computed by several machines: by JavaScript's numbers
 * (`numbers` below), in WebAssembly four float32 at a time (vector-arithmetic.ts), or by a graphics processor.
 */
export interface Arithmetic<Value> {
  constant(value: number): Value
  add(a: Value, b: Value): Value
  subtract(a: Value, b: Value): Value
  multiply(a: Value, b: Value): Value
  /** a b + c, rounded once where the machine can. */
  multiplyAdd(a: Value, b: Value, c: Value): Value
  divide(a: Value, b: Value): Value
  root(a: Value): Value
  absolute(a: Value): Value
  /** The larger of the two; a where one is no number. */
  larger(a: Value, b: Value): Value
  /** `yes` where a < 0, else `no`. */
  whereNegative(a: Value, yes: Value, no: Value): Value
  /** e^a, for a of at most 88; below -87 it stays near 1e-38. */
  exp(a: Value): Value
  /** ln(1 + a), for a in [0, 1]. */
  log1p(a: Value): Value
}

/** For what is computed once in a while and need not be vectorised. */
export interface ScalarArithmetic<Value> extends Arithmetic<Value> {
  /** ln(a), for a above 0. */
  log(a: Value): Value
}

export const numbers: ScalarArithmetic<number> = {
  constant: (value) => value,
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  multiplyAdd: (a, b, c) => a * b + c,
  divide: (a, b) => a / b,
  root: Math.sqrt,
  absolute: Math.abs,
  larger: (a, b) => (a < b ? b : a),
  whereNegative: (a, yes, no) => (a < 0 ? yes : no),
  exp: Math.exp,
  log1p: Math.log1p,
  log: Math.log,
}

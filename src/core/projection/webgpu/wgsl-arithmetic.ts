import type { ScalarArithmetic } from '../../math/arithmetic.ts'

/** Arithmetic that writes down what it is asked for, as statements of WGSL; a value is the name of what holds it. */
export interface WgslArithmetic extends ScalarArithmetic<string> {
  /** All statements so far, in order. */
  readonly code: () => string
}

/** @param prefix of the names, where several formulas meet in one function */
export function wgslArithmetic(type: 'f32' | 'vec4f', prefix: string): WgslArithmetic {
  const statements: string[] = []
  const named = (expression: string): string => {
    const name = `${prefix}${statements.length}`
    statements.push(`let ${name} = ${expression};`)
    return name
  }
  return {
    code: () => statements.join('\n'),
    constant: (value) => named(`${type}(${value})`),
    add: (a, b) => named(`${a} + ${b}`),
    subtract: (a, b) => named(`${a} - ${b}`),
    multiply: (a, b) => named(`${a} * ${b}`),
    multiplyAdd: (a, b, c) => named(`fma(${a}, ${b}, ${c})`),
    divide: (a, b) => named(`${a} / ${b}`),
    root: (a) => named(`sqrt(${a})`),
    absolute: (a) => named(`abs(${a})`),
    larger: (a, b) => named(`select(${a}, ${b}, ${a} < ${b})`),
    whereNegative: (a, yes, no) => named(`select(${no}, ${yes}, ${a} < ${type}(0.0))`),
    exp: (a) => named(`exp(${a})`),
    // 1 + a has lost the last digits of a small a; there the beginning of its series has them
    log1p: (a) => {
      const series = named(`${a} * (1.0 - ${a} * (0.5 - ${a} / 3.0))`)
      return named(`select(log(1.0 + ${a}), ${series}, ${a} < ${type}(0.01))`)
    },
    log: (a) => named(`log(${a})`),
  }
}

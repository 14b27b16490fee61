import { literal, object, safeParse, type GenericSchema } from 'valibot'
import { Failure } from '../failure.ts'
import { isFiniteMatrix, type Matrix } from '../math/matrix.ts'
import type { ClassifierJson } from './classifier.ts'

/**
 * What every classifier asks of training rows: one label a row, at least one row, numbers throughout.
 * @throws Failure 'shape-mismatch', 'not-finite'
 */
export function checkTraining(where: string, X: Matrix, y: Int32Array): void {
  if (X.rows !== y.length || X.rows === 0)
    throw new Failure('shape-mismatch', {
      where,
      expected: `[${y.length || 'at least 1'}, d]`,
      actual: `[${X.rows}, ${X.cols}]`,
    })
  if (!isFiniteMatrix(X)) throw new Failure('not-finite', { where })
}

/** @throws Failure 'shape-mismatch' when X has another number of columns than the rows that were fitted */
export function checkColumns(where: string, X: Matrix, cols: number): void {
  if (X.cols !== cols)
    throw new Failure('shape-mismatch', {
      where,
      expected: `[m, ${cols}]`,
      actual: `[${X.rows}, ${X.cols}]`,
    })
}

/**
 * The parameters of a classifier that came from outside, checked against their schema.
 * @throws Failure 'classifier-unreadable' when they are of another classifier or version, or damaged
 */
export function parametersOf<T>(name: string, schema: GenericSchema<unknown, T>, json: ClassifierJson): T {
  const parsed = safeParse(object({ name: literal(name), version: literal(1), parameters: schema }), json)
  if (!parsed.success) throw new Failure('classifier-unreadable', { classifier: name })
  return parsed.output.parameters
}

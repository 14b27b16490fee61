import { Failure } from '../failure.ts'

/** A dense row-major matrix of float32, [rows, cols]. The same memory goes to workers, storage and kernels unchanged. */
export interface Matrix {
  readonly rows: number
  readonly cols: number
  readonly data: Float32Array
}

/**
 * A matrix over `data` (not copied), or zeros when no data is given.
 * @throws Failure 'shape-mismatch' when data.length is not rows * cols
 */
export function matrix(rows: number, cols: number, data = new Float32Array(rows * cols)): Matrix {
  if (data.length !== rows * cols)
    throw new Failure('shape-mismatch', {
      where: 'matrix',
      expected: `[${rows}, ${cols}]`,
      actual: `${data.length} values`,
    })
  return { rows, cols, data }
}

/** A matrix from nested rows, all of the same length. */
export function matrixFrom(rows: readonly (readonly number[])[]): Matrix {
  const cols = rows[0]?.length ?? 0
  const out = matrix(rows.length, cols)
  rows.forEach((row, i) => {
    if (row.length !== cols)
      throw new Failure('shape-mismatch', {
        where: `matrixFrom row ${i}`,
        expected: `${cols} columns`,
        actual: `${row.length} columns`,
      })
    out.data.set(row, i * cols)
  })
  return out
}

/** true where every entry is a number. A loop, since every() takes ten times as long on millions of them. */
export function isFiniteMatrix({ data }: Matrix): boolean {
  for (let p = 0; p < data.length; p++) if (!Number.isFinite(data[p])) return false
  return true
}

/** Row i as a view on the matrix's own memory, [cols]. */
export function row(m: Matrix, i: number): Float32Array {
  return m.data.subarray(i * m.cols, (i + 1) * m.cols)
}

/** A new matrix of the given rows, in the given order, [indices.length, cols]. */
export function takeRows(m: Matrix, indices: ArrayLike<number>): Matrix {
  const out = matrix(indices.length, m.cols)
  for (let i = 0; i < indices.length; i++) out.data.set(row(m, indices[i]!), i * m.cols)
  return out
}

/**
 * Matrices side by side, [n, sum of cols].
 * @throws Failure 'shape-mismatch' when the row counts differ
 */
export function concatColumns(parts: readonly Matrix[]): Matrix {
  const rows = parts[0]?.rows ?? 0
  const cols = parts.reduce((sum, part) => sum + part.cols, 0)
  const out = matrix(rows, cols)
  let offset = 0
  for (const part of parts) {
    if (part.rows !== rows)
      throw new Failure('shape-mismatch', {
        where: 'concatColumns',
        expected: `${rows} rows`,
        actual: `${part.rows} rows`,
      })
    for (let i = 0; i < rows; i++) out.data.set(row(part, i), i * cols + offset)
    offset += part.cols
  }
  return out
}

/** Squared Euclidean length of each row, summed in float64, [rows]. It is finite where the row is. */
export function squaredLengths({ rows, cols, data }: Matrix): Float64Array {
  const out = new Float64Array(rows)
  for (let i = 0, p = 0; i < rows; i++) for (let j = 0; j < cols; j++, p++) out[i]! += data[p]! * data[p]!
  return out
}

/** Column of the largest value of each row, the first of equals (scikit-learn's predict), [rows]. */
export function argmaxRows(m: Matrix): Int32Array {
  const out = new Int32Array(m.rows)
  for (let i = 0; i < m.rows; i++)
    for (let j = 1; j < m.cols; j++) if (m.data[i * m.cols + j]! > m.data[i * m.cols + out[i]!]!) out[i] = j
  return out
}

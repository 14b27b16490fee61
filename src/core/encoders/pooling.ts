import { Failure } from '../failure.ts'
import { matrix, row, type Matrix } from '../math/matrix.ts'

/** Token vectors of a batch: values [n, length, dimensions] row-major; mask [n, length], 0 at padding. */
export interface TokenVectors {
  readonly n: number
  readonly length: number
  readonly dimensions: number
  readonly values: Float32Array
  readonly mask: ArrayLike<number | bigint>
}

/** vectors [n, dimensions]; present[i] = 0 where row i stands for nothing: it is zeros (R7). */
export interface PooledVectors {
  readonly vectors: Matrix
  readonly present: Uint8Array
}

/**
 * The mean of each input's token vectors, padding left out; an input without a token is absent.
 * @throws Failure 'shape-mismatch'
 */
export function meanPooling(tokens: TokenVectors): PooledVectors {
  checkShapes(tokens, 'meanPooling')
  const { n, length, dimensions, values, mask } = tokens
  const vectors = matrix(n, dimensions)
  const sum = new Float64Array(dimensions)
  for (let i = 0; i < n; i++) {
    sum.fill(0)
    let count = 0
    for (let t = i * length; t < (i + 1) * length; t++) {
      if (!Number(mask[t]!)) continue
      count++
      for (let j = 0; j < dimensions; j++) sum[j]! += values[t * dimensions + j]!
    }
    if (count > 0) row(vectors, i).set(sum.map((value) => value / count))
  }
  return markPresent(vectors)
}

/**
 * The vector of each input's first token (BERT's [CLS]); an input without a token is absent.
 * @throws Failure 'shape-mismatch'
 */
export function clsPooling(tokens: TokenVectors): PooledVectors {
  checkShapes(tokens, 'clsPooling')
  const { n, length, dimensions, values, mask } = tokens
  const vectors = matrix(n, dimensions)
  for (let i = 0; i < n; i++) {
    const first = i * length
    if (length > 0 && Number(mask[first]!))
      row(vectors, i).set(values.subarray(first * dimensions, (first + 1) * dimensions))
  }
  return markPresent(vectors)
}

/**
 * The vector of each input's last token, for models that read from left to right; an input without a token is absent.
 * @throws Failure 'shape-mismatch'
 */
export function lastPooling(tokens: TokenVectors): PooledVectors {
  checkShapes(tokens, 'lastPooling')
  const { n, length, dimensions, values, mask } = tokens
  const vectors = matrix(n, dimensions)
  for (let i = 0; i < n; i++) {
    let last = length - 1
    while (last >= 0 && !Number(mask[i * length + last]!)) last--
    const at = i * length + last
    if (last >= 0) row(vectors, i).set(values.subarray(at * dimensions, (at + 1) * dimensions))
  }
  return markPresent(vectors)
}

/** Rows that are all zeros or hold a number that is not finite are absent, and become zeros. */
export function markPresent(vectors: Matrix): PooledVectors {
  const clean = matrix(vectors.rows, vectors.cols)
  const present = new Uint8Array(vectors.rows)
  for (let i = 0; i < vectors.rows; i++) {
    const values = row(vectors, i)
    if (!values.every(Number.isFinite) || values.every((value) => value === 0)) continue
    present[i] = 1
    row(clean, i).set(values)
  }
  return { vectors: clean, present }
}

function checkShapes({ n, length, dimensions, values, mask }: TokenVectors, where: string): void {
  if (values.length !== n * length * dimensions || mask.length !== n * length)
    throw new Failure('shape-mismatch', {
      where,
      expected: `values [${n}, ${length}, ${dimensions}], mask [${n}, ${length}]`,
      actual: `${values.length} values, ${mask.length} in the mask`,
    })
}

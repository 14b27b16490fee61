import { Failure } from '../failure.ts'
import { matrix, row, type Matrix } from '../math/matrix.ts'

/** n embedded texts or pictures, each once. keys: the content hash of each, [n]; flags are 0 or 1, [n]; vectors [n, d]. */
export interface EmbeddingRows {
  readonly keys: readonly string[]
  /** 0: the encoder knew nothing of it; its row is zeros and stands for a missing modality (R7). */
  readonly present: Uint8Array
  /** 1: the text was longer than the encoder reads at once: its end was cut, or it was read in windows. */
  readonly overlong: Uint8Array
  readonly vectors: Matrix
}

/** The vectors of m cases in their order, X [m, d], and what has to be said of them (R13), counted in cases. */
export interface AlignedVectors {
  readonly X: Matrix
  /** 0 where a case has no input, or none that the encoder knew anything of: X's row is zeros and must not be used, [m]. */
  readonly present: Uint8Array
  /** Cases with inputs, of none of which the encoder knew anything. */
  readonly unknown: number
  /** Cases with an input that is longer than the encoder reads at once. */
  readonly overlong: number
}

/**
 * One vector a case, the mean of its inputs' vectors, from embeddings that hold each different input once.
 * @param keys the content hashes of each case's inputs, none where it has none, [m]
 * @throws Failure 'not-embedded' when inputs have no row: the encoder has not been through with them
 */
export function alignVectors(
  keys: readonly (readonly string[])[],
  rows: EmbeddingRows,
  dimensions: number,
): AlignedVectors {
  const rowOfKey = new Map(rows.keys.map((key, i) => [key, i]))
  const missing = keys.filter((ofCase) => ofCase.some((key) => !rowOfKey.has(key))).length
  if (missing > 0) throw new Failure('not-embedded', { cases: missing })

  const X = matrix(keys.length, dimensions)
  const present = new Uint8Array(keys.length)
  let unknown = 0
  let overlong = 0
  keys.forEach((ofCase, i) => {
    const all = ofCase.map((key) => rowOfKey.get(key)!)
    const known = all.filter((source) => rows.present[source])
    if (all.some((source) => rows.overlong[source])) overlong++
    if (known.length > 0) present[i] = 1
    else if (all.length > 0) unknown++
    addMean(
      X,
      i,
      known.map((source) => row(rows.vectors, source)),
    )
  })
  return { X, present, unknown, overlong }
}

/** Adds the mean of the vectors, [d] each, to row i of X; nothing where there are none. */
function addMean(X: Matrix, i: number, vectors: readonly Float32Array[]): void {
  const sum = row(X, i)
  for (const vector of vectors) for (let j = 0; j < sum.length; j++) sum[j]! += vector[j]! / vectors.length
}

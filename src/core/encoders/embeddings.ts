import { Failure } from '../failure.ts'
import { matrix, row, type Matrix } from '../math/matrix.ts'

/** n embedded texts, each once. keys: the content hash of each text, [n]; flags are 0 or 1, [n]; vectors [n, d]. */
export interface EmbeddingRows {
  readonly keys: readonly string[]
  /** 0: the encoder knew nothing of the text; its row is zeros and stands for a missing modality (R7). */
  readonly present: Uint8Array
  /** 1: the text was longer than the encoder reads at once: its end was cut, or it was read in windows. */
  readonly overlong: Uint8Array
  readonly vectors: Matrix
}

/** The vectors of m cases in their order, X [m, d], and what has to be said of them (R13), counted in cases. */
export interface AlignedVectors {
  readonly X: Matrix
  /** 0 where the text is missing or the encoder knew nothing of it: X's row is zeros and must not be used, [m]. */
  readonly present: Uint8Array
  /** Cases with a text of which the encoder knew nothing. */
  readonly unknown: number
  readonly overlong: number
}

/**
 * One vector a case from embeddings that hold each different text once.
 * @param keys the content hash of each case's text, null where it is missing, [m]
 * @throws Failure 'not-embedded' when texts have no row: the encoder has not been through with them
 */
export function alignVectors(
  keys: readonly (string | null)[],
  rows: EmbeddingRows,
  dimensions: number,
): AlignedVectors {
  const rowOfKey = new Map(rows.keys.map((key, i) => [key, i]))
  const missing = keys.filter((key) => key !== null && !rowOfKey.has(key)).length
  if (missing > 0) throw new Failure('not-embedded', { cases: missing })

  const X = matrix(keys.length, dimensions)
  const present = new Uint8Array(keys.length)
  let unknown = 0
  let overlong = 0
  keys.forEach((key, i) => {
    if (key === null) return
    const source = rowOfKey.get(key)!
    overlong += rows.overlong[source]!
    if (!rows.present[source]) unknown++
    else {
      present[i] = 1
      X.data.set(row(rows.vectors, source), i * dimensions)
    }
  })
  return { X, present, unknown, overlong }
}

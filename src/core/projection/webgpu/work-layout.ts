import { vectorsFor } from './layout.ts'
import type { TileSize } from './tiled-sum.ts'

export interface NetworkShape extends TileSize {
  /** From the inputs to the outputs, [d, h, .., k]. */
  readonly widths: readonly number[]
}

/** Where the parts of a batch's work lie, in vectors of four float32. */
export interface WorkLayout {
  /** Each layer's activations, [rows, width], and the derivatives with respect to what it adds up. */
  readonly activations: readonly number[]
  readonly derivatives: readonly number[]
  /** One vector for each row: what its outputs are multiplied by to have length 1. */
  readonly norms: number
  /** Rows of a batch, at most; `pairs` holds as many times as many numbers. */
  readonly rows: number
  readonly length: number
}

export function workLayout({ widths, rows }: Pick<NetworkShape, 'widths' | 'rows'>): WorkLayout {
  let length = 0
  const place = (vectors: number): number => {
    const begins = length
    length += rows * vectors
    return begins
  }
  const own = widths.slice(1).map(vectorsFor)
  return { activations: own.map(place), derivatives: own.map(place), norms: place(1), rows, length }
}

import type { Corpus } from './corpus.ts'

/** A sparse matrix in compressed rows: row i holds values[starts[i]..starts[i + 1]] in columns `columns`. */
export interface Sparse {
  readonly rows: number
  readonly cols: number
  readonly starts: Int32Array
  readonly columns: Int32Array
  readonly values: Float32Array
}

/**
 * Weighted co-occurrence counts [rows, contexts]: each pair of words of one line at distance d <= window adds 1/d.
 * `rowOf` and `contextOf` give the row and the column of a corpus word, -1 for none.
 */
export function countPairs(corpus: Corpus, rowOf: Int32Array, contextOf: Int32Array, window: number): Sparse {
  const rows = max(rowOf) + 1
  const cols = max(contextOf) + 1
  const { positions, offsets } = positionsByRow(corpus, rowOf, rows)
  const lineOf = new Int32Array(corpus.tokens.length)
  for (let line = 0; line + 1 < corpus.starts.length; line++)
    lineOf.fill(line, corpus.starts[line]!, corpus.starts[line + 1]!)

  const starts = new Int32Array(rows + 1)
  let columns = new Int32Array(1 << 20)
  let values = new Float32Array(1 << 20)
  let used = 0
  const sums = new Float64Array(cols)
  const touched = new Int32Array(cols)
  for (let r = 0; r < rows; r++) {
    let count = 0
    for (let p = offsets[r]!; p < offsets[r + 1]!; p++) {
      const at = positions[p]!
      const first = Math.max(at - window, corpus.starts[lineOf[at]!]!)
      const last = Math.min(at + window, corpus.starts[lineOf[at]! + 1]! - 1)
      for (let other = first; other <= last; other++) {
        if (other === at) continue
        const c = contextOf[corpus.tokens[other]!]!
        if (c < 0) continue
        if (sums[c] === 0) touched[count++] = c
        sums[c]! += 1 / Math.abs(other - at)
      }
    }
    if (used + count > columns.length) {
      columns = grown(columns, new Int32Array(columns.length * 2 + count))
      values = grown(values, new Float32Array(values.length * 2 + count))
    }
    const row = touched.subarray(0, count).sort()
    for (const c of row) {
      columns[used] = c
      values[used++] = sums[c]!
      sums[c] = 0
    }
    starts[r + 1] = used
  }
  return { rows, cols, starts, columns: columns.slice(0, used), values: values.slice(0, used) }
}

/**
 * Positive pointwise mutual information of co-occurrence counts, with the context distribution raised to `exponent`
 * (Levy, Goldberg and Dagan 2015, "Improving Distributional Similarity with Lessons Learned from Word Embeddings").
 */
export function positivePmi(counts: Sparse, exponent: number): Sparse {
  const smoothed = columnSums(counts).map((total) => total ** exponent)
  const total = smoothed.reduce((sum, value) => sum + value, 0)
  const starts = new Int32Array(counts.rows + 1)
  const columns = new Int32Array(counts.columns.length)
  const values = new Float32Array(counts.values.length)
  let used = 0
  for (let r = 0; r < counts.rows; r++) {
    const [start, end] = [counts.starts[r]!, counts.starts[r + 1]!]
    const rowTotal = counts.values.subarray(start, end).reduce((sum, value) => sum + value, 0)
    for (let p = start; p < end; p++) {
      const c = counts.columns[p]!
      const pmi = Math.log((counts.values[p]! * total) / (rowTotal * smoothed[c]!))
      if (pmi <= 0) continue
      columns[used] = c
      values[used++] = pmi
    }
    starts[r + 1] = used
  }
  return { ...counts, starts, columns: columns.slice(0, used), values: values.slice(0, used) }
}

function columnSums(m: Sparse): Float64Array {
  const sums = new Float64Array(m.cols)
  for (let p = 0; p < m.columns.length; p++) sums[m.columns[p]!]! += m.values[p]!
  return sums
}

function positionsByRow(corpus: Corpus, rowOf: Int32Array, rows: number) {
  const offsets = new Int32Array(rows + 1)
  for (const token of corpus.tokens) if (rowOf[token]! >= 0) offsets[rowOf[token]! + 1]!++
  for (let r = 0; r < rows; r++) offsets[r + 1]! += offsets[r]!
  const next = offsets.slice()
  const positions = new Int32Array(offsets[rows]!)
  corpus.tokens.forEach((token, at) => {
    const r = rowOf[token]!
    if (r >= 0) positions[next[r]!++] = at
  })
  return { positions, offsets }
}

function max(values: Int32Array): number {
  return values.reduce((best, value) => (value > best ? value : best), -1)
}

function grown<T extends Int32Array | Float32Array>(from: T, to: T): T {
  to.set(from)
  return to
}

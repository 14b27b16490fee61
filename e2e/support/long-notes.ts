import { createRng } from '../../src/core/math/rng.ts'

const words =
  'patient with acute chronic pain fever cough heart lung liver renal disease was treated and followed for months'.split(
    ' ',
  )

/** So many different notes that encoding them takes some seconds on this backend. */
export function manyLongNotes(rows: number): { name: string; mimeType: string; buffer: Buffer } {
  const rng = createRng(42, 'faults')
  const word = (): string => words[Math.floor(words.length * rng.next())]!
  const note = (): string => Array.from({ length: 150 }, word).join(' ')
  const lines = Array.from({ length: rows }, (_, i) => `p${i},${i} ${note()},${i % 2 ? 'yes' : 'no'}`)
  const csv = `patient,note,outcome\n${lines.join('\n')}\n`
  return { name: 'notes.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) }
}

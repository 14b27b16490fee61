import Papa from 'papaparse'
import { createRng } from '../src/core/math/rng.ts'
import { openTableReader } from '../src/engine/client.ts'

export interface ImportTiming {
  readonly bytes: number
  /** Milliseconds of each repeat. */
  readonly worker: readonly number[]
  readonly papaparse: readonly number[]
}

const WORDS = [
  'fever',
  'since',
  'yesterday',
  '"no" cough',
  'chest, pain',
  'at rest',
  'denies',
  'smoking',
  'stable',
]

/** A table of made-up notes with quotes and commas inside; the same for the same arguments. */
function madeUpCsv(rows: number, wordsPerNote: number): string {
  const rng = createRng(42, 'import bench')
  const lines = ['id,patient,age,note,label']
  for (let i = 0; i < rows; i++) {
    const words = Array.from({ length: wordsPerNote }, () => WORDS[Math.floor(rng.next() * WORDS.length)])
    lines.push(
      `${i},p${i >> 1},${20 + (i % 70)},"${words.join(' ').replaceAll('"', '""')}",${i % 2 ? 'yes' : 'no'}`,
    )
  }
  return `${lines.join('\n')}\n`
}

async function timed(work: () => Promise<number>, expectedRows: number): Promise<number> {
  const start = performance.now()
  const rows = await work()
  const time = performance.now() - start
  if (rows !== expectedRows) throw new Error(`${rows} rows instead of ${expectedRows}`)
  return time
}

/** PapaParse's row parser and nothing else. */
function countRows(csv: string): number {
  let rows = 0
  const parser = new Papa.Parser({ delimiter: ',', newline: '\n', step: () => void rows++ })
  parser.parse(csv.trimEnd(), 0, false)
  return rows
}

/** Times the app's import (a worker, streamed, the table copied back) beside PapaParse on the text in one piece. */
export async function timeImport(rows: number, wordsPerNote: number, repeats: number): Promise<ImportTiming> {
  const csv = madeUpCsv(rows, wordsPerNote)
  const file = new File([csv], 'notes.csv')
  const worker: number[] = []
  const papaparse: number[] = []
  for (let i = 0; i < repeats; i++) {
    const reader = openTableReader()
    worker.push(await timed(async () => (await reader.read(file, {}, () => {})).rows, rows))
    reader.terminate()
    papaparse.push(await timed(async () => countRows(await file.text()) - 1, rows))
  }
  return { bytes: file.size, worker, papaparse }
}

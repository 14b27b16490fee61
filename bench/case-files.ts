import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRng, type Rng } from '../src/core/math/rng.ts'
import { writePng } from '../src/core/pictures/write-png.ts'

export interface CaseShape {
  readonly rows: number
  /** Of numbers and categories, beside id, patient, label, note and picture. */
  readonly columns: number
  /** Columns of a vector, "e0" and so on. */
  readonly vector: number
  readonly wordsPerNote: number
  readonly pictures: number
}

const WORDS =
  'patient with acute chronic pain fever cough heart lung liver renal disease was treated followed for months stable'.split(
    ' ',
  )
/** Noise does not shrink: each picture is a file of 66 kB. */
const pixelsOfSide = 256

/**
 * Writes cases.csv and, below images, the pictures that its first rows name; the same for the same shape.
 * @returns the paths of all files, below the folder
 */
export async function writeCases(folder: string, shape: CaseShape): Promise<string[]> {
  mkdirSync(join(folder, 'images'), { recursive: true })
  writeFileSync(join(folder, 'cases.csv'), madeUpTable(shape))
  const rng = createRng(42, 'import-cases bench', 'pictures')
  const paths = ['cases.csv']
  for (let i = 0; i < shape.pictures; i++) {
    const data = Uint8Array.from({ length: pixelsOfSide ** 2 }, () => rng.next() * 256)
    const path = `images/${i}.png`
    writeFileSync(
      join(folder, path),
      await writePng({ width: pixelsOfSide, height: pixelsOfSide, channels: 1, data }),
    )
    paths.push(path)
  }
  return paths
}

function madeUpTable({ rows, columns, vector, wordsPerNote, pictures }: CaseShape): string {
  const rng = createRng(42, 'import-cases bench', 'table')
  const header = [
    'case_id,patient_id,outcome,note',
    ...(pictures > 0 ? ['picture'] : []),
    ...names('measure', columns),
    ...names('e', vector),
  ]
  const lines = Array.from({ length: rows }, (_, i) => [
    `c${i},p${i >> 1},${i % 3 === 0 ? 'yes' : 'no'},${madeUpNote(rng, wordsPerNote)}`,
    ...(pictures > 0 ? [i < pictures ? `images/${i}.png` : ''] : []),
    ...Array.from({ length: columns }, (__, j) => madeUpValue(rng, j)),
    ...Array.from({ length: vector }, () => rng.uniform(-1, 1).toFixed(6)),
  ])
  return `${[header, ...lines].map((line) => line.join(',')).join('\n')}\n`
}

const names = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${name}${'_'.repeat(Number(name.length > 1))}${i}`)

function madeUpNote(rng: Rng, words: number): string {
  return Array.from({ length: words }, () => WORDS[rng.int(WORDS.length)]!).join(' ')
}

/** Numbers, every third a category, a tenth of them missing. */
function madeUpValue(rng: Rng, column: number): string {
  if (rng.next() < 0.1) return ''
  return column % 3 === 2 ? `level ${rng.int(6)}` : rng.uniform(0, 200).toFixed(column % 2)
}

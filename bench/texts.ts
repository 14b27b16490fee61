import { createReadStream, existsSync, statSync } from 'node:fs'
import { createRng } from '../src/core/math/rng.ts'
import { readCsv } from '../src/core/tables/csv.ts'
import { fromRoot } from '../tools/paths.ts'

const ABSTRACTS = fromRoot('..', 'shared', 'data', 'medical-abstracts', 'medical_abstracts_test.csv')

const WORDS =
  'patients with acute chronic pain fever cough heart lung liver renal disease were treated and followed for months'.split(
    ' ',
  )

/** Lengths as those of abstracts: 40 to 300 words. */
function madeUpTexts(count: number): string[] {
  const rng = createRng(42, 'embed bench')
  return Array.from({ length: count }, () => {
    const length = 40 + Math.floor(260 * rng.next())
    return Array.from({ length }, () => WORDS[Math.floor(WORDS.length * rng.next())]).join(' ')
  })
}

/** Real medical abstracts where they are there, otherwise made-up texts of like length; `origin` says which. */
export async function benchTexts(count: number): Promise<{ origin: string; texts: readonly string[] }> {
  if (!existsSync(ABSTRACTS)) return { origin: 'made-up texts', texts: madeUpTexts(count) }
  const table = await readCsv(createReadStream(ABSTRACTS), { totalBytes: statSync(ABSTRACTS).size })
  const column = table.columns.find(({ name }) => name === 'medical_abstract')
  return { origin: 'medical abstracts', texts: [...new Set(column?.values)].slice(0, count) }
}

import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { makeCellCases } from './cell-cases.ts'
import { zipCases } from './cell-archive.ts'

/*
 * The synthetic sample of several modalities: npx tsx tools/samples/make-cells.ts
 * cell-cases.ts says how its signal is made.
 */
const cases = makeCellCases()
const archive = await zipCases(cases)
const target = new URL('../../public/samples/synthetic-cells.zip', import.meta.url)
writeFileSync(target, archive)

const count = (wanted: (one: (typeof cases)[number]) => boolean): number => cases.filter(wanted).length
console.log(
  `${cases.length} smears of ${new Set(cases.map(({ cells }) => cells.patient_id)).size} patients, ` +
    `${count(({ cells }) => cells.outcome === 'bacterial')} bacterial, ` +
    `${count(({ pictures }) => pictures.size === 0)} without a picture, ${count(({ pictures }) => pictures.size > 1)} with two, ` +
    `${count(({ cells }) => cells.note === '')} without a note, ${archive.length} bytes`,
)
console.log(fileURLToPath(target))

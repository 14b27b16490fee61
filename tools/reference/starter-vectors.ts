import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { RawImage } from '@huggingface/transformers'
import { row, type Matrix } from '../../src/core/math/matrix.ts'
import { readFile } from '../../src/core/tables/testing.ts'
import { runTool } from '../run-tool.ts'
import { loadStarter as loadImageStarter } from '../starter-image/embed.ts'
import { settings } from '../starter-image/settings.ts'
import { resizeAsBrowser } from '../starter-image/testing/resize.ts'
import { loadStarter as loadTextStarter } from '../starter-text/embed.ts'

/**
 * Vectors of the starter encoders for tools/reference/presets.py, as tables of label, group, e0, e1, ...:
 *
 *     npx tsx tools/reference/starter-vectors.ts ../shared/data .cache/presets/vectors
 */

interface Source {
  readonly name: string
  readonly table: string
  readonly label: string
  /** Cases of one patient, or of one smear, stay on one side of a split (R1); null: every case is one of its own. */
  readonly group: string | null
  readonly input: { readonly texts: string } | { readonly pictures: string }
}

const sources: readonly Source[] = [
  {
    name: 'medical-abstracts',
    table: 'medical-abstracts/medical_abstracts_test.csv',
    label: 'label',
    group: null,
    input: { texts: 'medical_abstract' },
  },
  {
    name: 'covid-notes',
    table: 'covid-chestxray/metadata.csv',
    label: 'label',
    group: 'patientid',
    input: { texts: 'clinical_notes_masked' },
  },
  {
    name: 'bccd-cells',
    table: 'bccd-cells/labels.csv',
    label: 'label',
    group: 'source_image',
    input: { pictures: 'image' },
  },
  {
    name: 'pneumoniamnist-28',
    table: 'pneumoniamnist-28/labels.csv',
    label: 'label',
    group: null,
    input: { pictures: 'image' },
  },
  {
    name: 'covid-chestxray',
    table: 'covid-chestxray/metadata.csv',
    label: 'label',
    group: 'patientid',
    input: { pictures: 'image' },
  },
]

type Row = Readonly<Record<string, string>>

async function readRows(path: string): Promise<readonly Row[]> {
  const { columns, rows } = await readFile(readFileSync(path))
  return Array.from({ length: rows }, (_, i) =>
    Object.fromEntries(columns.map(({ name, values }) => [name, values[i]!])),
  )
}

async function vectorsOf(cases: readonly Row[], { input }: Source, folder: string): Promise<Matrix> {
  if ('texts' in input) return (await loadTextStarter()).embed(cases.map((of) => of[input.texts]!))
  const pictures: RawImage[] = []
  for (const of of cases) {
    const file = readFileSync(join(folder, of[input.pictures]!))
    pictures.push(
      resizeAsBrowser((await RawImage.fromBlob(new Blob([file]))).rgb(), settings.size, settings.size),
    )
  }
  return (await loadImageStarter()).embed(pictures)
}

async function exportVectors(source: Source, data: string, out: string): Promise<string> {
  const { name, table, label, group, input } = source
  const rows = await readRows(join(data, table))
  const column = 'texts' in input ? input.texts : input.pictures
  const cases = rows.filter((of) => of[column]!.trim() !== '')
  const X = await vectorsOf(cases, source, join(data, table, '..'))
  const header = ['label', 'group', ...Array.from({ length: X.cols }, (_, j) => `e${j}`)]
  const lines = cases.map((of, i) => [
    quoted(of[label]!),
    quoted(group ? of[group]! : String(i)),
    ...row(X, i),
  ])
  writeFileSync(join(out, `${name}.csv`), [header, ...lines].map((line) => `${line.join(',')}\n`).join(''))
  return `${name}: ${cases.length} cases, ${rows.length - cases.length} without ${column} left out`
}

const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`

runTool(async () => {
  const [data, out] = process.argv.slice(2)
  if (data === undefined || out === undefined) throw new Error('Usage: starter-vectors.ts DATA OUT')
  mkdirSync(out, { recursive: true })
  for (const source of sources) console.log(await exportVectors(source, data, out))
})

import type { FolderFile } from '../core/archives/folder-file.ts'
import { attachPictures } from '../core/bundles/attach-pictures.ts'
import { findPictures, indexPictures } from '../core/bundles/find-pictures.ts'
import { cellOf } from '../core/bundles/match-pictures.ts'
import { Failure } from '../core/failure.ts'
import type { ModelModality } from '../core/model/final-model.ts'
import type { ModelFacts } from '../core/model/model-facts.ts'
import { columnsOf, readNewCases, type NewCases } from '../core/model/new-cases.ts'
import { rowNumber, type Table } from '../core/tables/table.ts'
import type { PictureReader } from '../engine/client.ts'
import { readTable } from './import-actions.ts'
import { firstChoice } from './import-file.ts'
import { openBundle } from './opened-bundle.ts'
import { blobOf, folderFile } from './opened-files.ts'
import type { ReadCasePicture } from './prediction-session.ts'
import type { Context } from './services.ts'

/**
 * A case filled in by hand: a cell for each column of the model, and its pictures by modality. Vectors that have a column a number are
 * one list under the modality's name.
 */
export interface CaseForm {
  readonly cells: Readonly<Record<string, string>>
  readonly pictures: Readonly<Record<string, readonly File[]>>
}

type CaseTable = Pick<Table, 'columns' | 'rows' | 'rowNumbers'>

/** Cases to predict, and the picture files that their cells name. */
export interface CaseFiles {
  readonly name: string
  readonly table: CaseTable
  readonly pictures: readonly FolderFile[]
  readonly unusedPictures: number
}

/** The one case of a form, and its pictures. */
export function formCase(
  { cells, pictures }: CaseForm,
  { modalities, decimal = null }: Pick<ModelFacts, 'modalities' | 'decimal'>,
): { readonly cases: NewCases; readonly pictures: readonly FolderFile[] } {
  const inForm = modalities.map(asInForm)
  const files = Object.entries(pictures).flatMap(([modality, own]) =>
    own.map((file, i) => ({ modality, ...folderFile(`${modality}/${i}/${file.name}`, file) })),
  )
  const columns = inForm.flatMap((modality) => {
    const own = files.filter((file) => file.modality === modality.name).map(({ path }) => path)
    return columnsOf(modality).map((name) => ({
      name,
      values: [own.length > 0 ? cellOf(own) : (cells[name] ?? '')],
    }))
  })
  return { cases: readNewCases({ columns, rows: 1 }, { modalities: inForm, decimal }), pictures: files }
}

/** A form has one field for a vector: a list, also where the model's table has a column a number. */
const asInForm = (modality: ModelModality): ModelModality =>
  modality.kind === 'embedding' ? { ...modality, columns: [modality.name], inLists: true } : modality

/**
 * The cases of a table, with the pictures beside it; or, without a table, of pictures: a case each.
 * @throws Failure what opening and reading files throw, 'nothing-to-predict-from', 'cancelled'
 */
export async function readCaseFiles(
  context: Context,
  picked: readonly File[],
  modalities: readonly ModelModality[],
): Promise<CaseFiles> {
  const opened = await openBundle(picked)
  const image = modalities.find(({ kind }) => kind === 'image')?.name
  const { name, pictures } = opened
  if (opened.tables.length === 0) {
    if (image === undefined)
      throw new Failure('nothing-to-predict-from', { columns: modalities.flatMap(columnsOf) })
    const values = pictures.map(({ path }) => cellOf([path]))
    const rowNumbers = Int32Array.from(pictures, (_, i) => i + 1)
    const table = { columns: [{ name: image, values }], rows: pictures.length, rowNumbers }
    return { name, table, pictures, unusedPictures: 0 }
  }
  const read = await readTable(context, opened, firstChoice(opened), 'refuse')
  const { table, column, unused } = attachPictures(read, pictures)
  return {
    name,
    table: column === null || image === undefined ? table : withColumnCalled(table, column, image),
    pictures,
    unusedPictures: unused.length,
  }
}

/** The table with the column that names the pictures under the model's name for it, unless it has one of that name. */
function withColumnCalled(table: Table, column: string, name: string): CaseTable {
  if (table.columns.some((one) => one.name === name)) return table
  const columns = table.columns.map((one) => (one.name === column ? { ...one, name } : one))
  return { ...table, columns }
}

/** What each case is called: its ID where the table has that column, else its row. */
export function caseNames({ columns, rows, ...numbers }: CaseTable, idColumn: string | undefined): string[] {
  const ids = columns.find(({ name }) => name === idColumn)?.values
  const table = { columns, rows, notices: [], ...numbers }
  return Array.from({ length: rows }, (_, i) => ids?.[i]?.trim() || `row ${rowNumber(table, i)}`)
}

/** Finds pictures by the names that cells give them, and reads them when their turn comes. */
export function casePictures(
  { pictures }: Pick<NewCases, 'pictures'>,
  files: readonly FolderFile[],
  reader: PictureReader | null,
  signal: AbortSignal,
): ReadCasePicture {
  const index = indexPictures(files)
  // a name may mean a file only because no other name of its column does
  const found = new Map(
    Array.from(pictures, ([column, names]) => [column, findPictures(index, names.flat())] as const),
  )
  return async (column, name) => {
    const place = found.get(column)?.get(name)
    if (place === undefined || !reader) return 'picture-not-found'
    const file = files[place]!
    const result = await reader.read(file.path, await blobOf(file, signal))
    return result.kind === 'picture' ? { key: result.picture.key, bytes: result.bytes } : 'picture-unreadable'
  }
}

import { strToU8, zipSync } from 'fflate'
import type { FolderFile } from '../archives/folder-file.ts'
import { readZip } from '../archives/zip.ts'
import { Failure } from '../failure.ts'
import { maxFileBytes } from './limits.ts'
import { assertSheetExtent, countWithoutValue } from './xlsx-extent.ts'

/** A workbook holds a file for every picture and comment. */
const maxParts = 50_000
/** Of a sheet, where only its first rows are wanted. */
const headOfSheet = 1 << 20
/** Parts that say nothing about cells. */
const otherParts =
  /^xl\/(?:calcChain|charts|chartsheets|comments|ctrlProps|diagrams|drawings|embeddings|externalLinks|media|pivot\w+|printerSettings|queryTables|slicers?|tables|theme|threadedComments)\b/

export interface Workbook {
  /** The parts that the first sheet needs, packed again without compression. */
  readonly bytes: ArrayBuffer
  readonly sheets: readonly string[]
  /** Cells whose formula gave no value. */
  readonly withoutValue: number
}

/**
 * Unpacks what the first sheet needs, up to the limit in real bytes, and checks that its cells lie where a table can have
 * them. The parts are packed again uncompressed for the reader, which would hand large compressed ones to workers of its
 * own, made from generated code, and would unpack without a limit.
 * @param head whether only the beginning of the sheet is wanted
 * @throws Failure 'wrong-content', 'spreadsheet-refused', 'file-damaged', 'unpacked-too-large', 'too-many-columns',
 *   'too-many-cells'
 */
export async function unpackWorkbook(bytes: Uint8Array<ArrayBuffer>, head: boolean): Promise<Workbook> {
  const parts = await openParts(bytes)
  const part = (path: string): FolderFile | undefined => parts.find((file) => file.path === path)
  const workbook = part('xl/workbook.xml')
  if (!workbook) throw new Failure('wrong-content', { format: 'XLSX' })
  if (part('xl/vbaProject.bin')) throw new Failure('spreadsheet-refused', { reason: 'macros' })

  const relations = part('xl/_rels/workbook.xml.rels')
  const sheets = sheetsOf(await textOf(workbook))
  const first = relations && pathOf(sheets[0]?.relation, await textOf(relations))
  const needed = parts.filter(
    ({ path }) =>
      /^xl\/.*\.xml(?:\.rels)?$/.test(path) &&
      !otherParts.test(path) &&
      (!isSheet(path) || !first || !part(first) || path === first),
  )
  if (needed.reduce((sum, { size }) => sum + size, 0) > maxFileBytes)
    throw new Failure('unpacked-too-large', { limit: maxFileBytes })

  const unpacked: Record<string, Uint8Array> = {}
  let withoutValue = 0
  for (const file of needed) {
    if (!isSheet(file.path)) unpacked[file.path] = await file.read(0, file.size)
    else {
      const text = await (head ? headOf(file) : textOf(file))
      assertSheetExtent(text)
      withoutValue += countWithoutValue(text)
      unpacked[file.path] = strToU8(text)
    }
  }
  return {
    bytes: zipSync(unpacked, { level: 0 }).buffer as ArrayBuffer,
    sheets: sheets.map(({ name }) => name),
    withoutValue,
  }
}

const isSheet = (path: string): boolean => path.startsWith('xl/worksheets/') && !path.endsWith('.rels')
const textOf = async (file: FolderFile): Promise<string> =>
  new TextDecoder('utf-8').decode(await file.read(0, file.size))

async function openParts(bytes: Uint8Array<ArrayBuffer>): Promise<FolderFile[]> {
  const source = {
    size: bytes.length,
    read: (start: number, end: number) => Promise.resolve(bytes.slice(start, end)),
  }
  try {
    return await readZip(source, { files: maxParts, bytes: 2 * maxFileBytes })
  } catch (thrown) {
    throw workbookFailure(thrown)
  }
}

/** What an archive's failure means for a workbook; others are left as they are. */
export function workbookFailure(thrown: unknown): unknown {
  if (!(thrown instanceof Failure) || thrown.code !== 'archive-unreadable') return thrown
  const { reason } = thrown.params as { reason: string }
  if (reason === 'encrypted') return new Failure('spreadsheet-refused', { reason: 'encrypted' })
  if (reason === 'too-large') return new Failure('unpacked-too-large', { limit: maxFileBytes })
  return new Failure('file-damaged', { format: 'XLSX' })
}

/** A sheet cut off after a row of its beginning, and closed. */
async function headOf(file: FolderFile): Promise<string> {
  if (file.size <= headOfSheet) return textOf(file)
  const text = new TextDecoder('utf-8').decode(await file.read(0, headOfSheet))
  const row = /[\s\S]*<\/(\w+:)?row>/.exec(text)
  if (!row) return textOf(file)
  const prefix = row[1] ?? ''
  return `${row[0]}</${prefix}sheetData></${prefix}worksheet>`
}

interface Sheet {
  readonly name: string
  /** ID of its relation, which names its file. */
  readonly relation: string | undefined
}

function sheetsOf(workbook: string): Sheet[] {
  return Array.from(workbook.matchAll(/<(?:\w+:)?sheet\s([^>]*)>/g), ([, attributes]) => ({
    name: decodeEntities(attribute(attributes!, 'name') ?? ''),
    relation: attribute(attributes!, '\\w+:id'),
  }))
}

function pathOf(relation: string | undefined, relations: string): string | undefined {
  for (const [, attributes] of relations.matchAll(/<(?:\w+:)?Relationship\s([^>]*)>/g)) {
    if (relation === undefined || attribute(attributes!, 'Id') !== relation) continue
    const target = attribute(attributes!, 'Target')
    return target?.startsWith('/') ? target.slice(1) : target && `xl/${target}`
  }
  return undefined
}

function attribute(attributes: string, name: string): string | undefined {
  return new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
    .exec(attributes)
    ?.slice(1)
    .find(Boolean)
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const decodeEntities = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name]!)

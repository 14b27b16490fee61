import type { FolderFile } from '../archives/folder-file.ts'
import { Failure } from '../failure.ts'
import { isDelimited, tableExtensions } from '../tables/formats.ts'
import { baseOf, endingOf, isPictureName } from './endings.ts'

/** Why a file is not used; worded by the interface. */
export type LeftOutReason = 'archive' | 'old-workbook' | 'json' | 'unknown'

/** Vectors that were made elsewhere, and the file of their cases' IDs where one lies beside them. */
export interface VectorFile {
  readonly file: FolderFile
  readonly ids: FolderFile | null
}

/** What a folder, an archive or several picked files hold. Paths have "/", and not the folders that all files lie in. */
export interface Bundle {
  /** The likeliest first: the user chooses where there are several. */
  readonly tables: readonly FolderFile[]
  readonly pictures: readonly FolderFile[]
  readonly vectors: readonly VectorFile[]
  /** What nobody reads, to be listed (R13). What an operating system leaves behind is not. */
  readonly leftOut: readonly { readonly path: string; readonly reason: LeftOutReason }[]
}

const archiveEndings = new Set(['zip', '7z', 'rar', 'tar', 'gz', 'tgz', 'bz2', 'xz'])
const oldWorkbookEndings = new Set(['xls', 'xlt', 'xlsb', 'xlsm', 'xltm'])
/** Texts about the data; a reader of tables would take them for one. */
const documents =
  /^(?:read_?me|licen[cs]e|copying|notice|authors|citation|change_?log|makefile|version|dicomdir)(?:[._-].*)?$/i
const systemFiles = new Set(['__macosx', '@eadir', 'thumbs.db', 'ehthumbs.db', 'desktop.ini'])

/** Whether an operating system or a program left it there: hidden files, previews, marks of open documents. */
export const isSystemFile = (path: string): boolean =>
  path.split('/').some((part) => /^(?:\.(?!\.?$)|~\$)/.test(part) || systemFiles.has(part.toLowerCase()))

/** Sorts files by what their names say they are. The result depends on the paths and sizes, not on the order. */
export function sortBundle(files: readonly FolderFile[]): Bundle {
  const kept = files.map(withPlainPath).filter(({ path }) => path !== '' && !isSystemFile(path))
  const top = commonTop(kept.map(({ path }) => path))
  const cut = kept.map((file) => withPath(file, file.path.slice(top.length))).sort(byPath)

  const kinds = cut.map(({ path }) => kindOf(path))
  const of = (kind: Kind): FolderFile[] => cut.filter((_, i) => kinds[i] === kind)
  const nameless = of('nameless')
  const pictures = of('picture').length > 0 ? of('picture') : nameless
  const { vectors, tables } = withIds(of('vectors'), of('table'))
  const unknown = [...of('unknown'), ...(pictures === nameless ? [] : nameless)].sort(byPath)
  const leftOut = (left: readonly FolderFile[], reason: LeftOutReason) =>
    left.map(({ path }) => ({ path, reason }))
  return {
    tables: tables.sort(likeliestFirst),
    pictures,
    vectors,
    leftOut: [
      ...leftOut(of('archive'), 'archive'),
      ...leftOut(of('old-workbook'), 'old-workbook'),
      ...leftOut(of('json'), 'json'),
      ...leftOut(unknown, 'unknown'),
    ],
  }
}

/**
 * @throws Failure 'nothing-to-open' where a bundle has neither a table nor pictures: vectors speak of cases that
 *   something else must hold
 */
export function assertHasCases({ tables, pictures, leftOut }: Bundle): void {
  if (tables.length > 0 || pictures.length > 0) return
  const archives = leftOut.filter(({ reason }) => reason === 'archive').length
  throw new Failure('nothing-to-open', { archives, others: leftOut.length - archives })
}

/** 'nameless': no ending, as scanners write DICOM. */
type Kind = 'table' | 'picture' | 'vectors' | 'json' | 'archive' | 'old-workbook' | 'nameless' | 'unknown'

function kindOf(path: string): Kind {
  const ending = endingOf(path)
  if (isPictureName(path)) return 'picture'
  if ((ending === 'txt' || ending === '') && documents.test(baseOf(path))) return 'unknown'
  if (tableExtensions.includes(ending)) return 'table'
  if (ending === 'npy') return 'vectors'
  if (ending === 'json') return 'json'
  if (archiveEndings.has(ending)) return 'archive'
  if (oldWorkbookEndings.has(ending)) return 'old-workbook'
  return ending === '' ? 'nameless' : 'unknown'
}

/**
 * The IDs of NAME.npy stand beside it in NAME.ids.csv, NAME_ids.csv or NAME-ids.csv, or in a file of another ending that
 * delimited text has.
 */
function withIds(
  vectors: readonly FolderFile[],
  tables: readonly FolderFile[],
): { vectors: VectorFile[]; tables: FolderFile[] } {
  const byName = new Map(
    tables
      .filter(({ path }) => isDelimited(path))
      .flatMap((file) => {
        const name = /^(.*)[._-]ids\.[a-z]+$/i.exec(file.path)?.[1]
        return name === undefined ? [] : [[name.toLowerCase(), file] as const]
      }),
  )
  const paired = vectors.map((file) => ({
    file,
    ids: byName.get(file.path.replace(/\.npy$/i, '').toLowerCase()) ?? null,
  }))
  const taken = new Set(paired.map(({ ids }) => ids))
  return { vectors: paired, tables: tables.filter((file) => !taken.has(file)) }
}

/** A .txt may be a note; of tables the outermost is about all that lies below; the larger has more of the cases. */
function likeliestFirst(a: FolderFile, b: FolderFile): number {
  const isText = ({ path }: FolderFile): number => Number(endingOf(path) === 'txt')
  const depth = ({ path }: FolderFile): number => path.split('/').length
  return isText(a) - isText(b) || depth(a) - depth(b) || b.size - a.size || byPath(a, b)
}

function byPath(a: FolderFile, b: FolderFile): number {
  return a.path < b.path ? -1 : Number(a.path > b.path)
}

/** The folders that all paths begin with, with "/" at the end, or "". */
export function commonTop(paths: readonly string[]): string {
  const [first = '', ...others] = paths
  let top = first.slice(0, first.lastIndexOf('/') + 1)
  for (const path of others)
    while (!path.startsWith(top)) top = top.slice(0, top.slice(0, -1).lastIndexOf('/') + 1)
  return top
}

const withPlainPath = (file: FolderFile): FolderFile =>
  withPath(
    file,
    file.path
      .split(/[\\/]/)
      .filter((part) => part !== '' && part !== '.')
      .join('/'),
  )

const withPath = (file: FolderFile, path: string): FolderFile =>
  file.path === path ? file : { path, size: file.size, read: (start, end) => file.read(start, end) }

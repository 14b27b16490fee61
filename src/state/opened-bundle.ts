import { assertHasCases, sortBundle, type Bundle } from '../core/bundles/bundle.ts'
import { openArchive } from '../core/bundles/archive.ts'
import { isPictureName } from '../core/bundles/endings.ts'
import type { FolderFile } from '../core/archives/folder-file.ts'
import { archiveIn, blobOf, nameOfOpened, pickedFiles, sourceOf } from './opened-files.ts'

/** Cases that were chosen: a table, or a folder, an archive or several files that hold one with what belongs to it. */
export interface OpenedBundle extends Bundle {
  /** Of the file, the folder or the archive. */
  readonly name: string
  readonly bytes: number
  /** A table of it, for a worker to read. */
  tableFile(path: string, signal: AbortSignal): Promise<File>
}

/**
 * What picked files hold. A single file that is no archive, picture or file of vectors is a table, whatever its name: its
 * reader says what is wrong.
 * @throws Failure 'archive-unreadable', 'nothing-to-open'
 */
export async function openBundle(picked: readonly File[]): Promise<OpenedBundle> {
  const [single] = picked
  const archive = archiveIn(picked)
  if (picked.length === 1 && single && !archive && !single.webkitRelativePath && !isPartOfCases(single.name))
    return {
      ...onlyTable(single),
      name: single.name,
      bytes: single.size,
      tableFile: () => Promise.resolve(single),
    }
  const source = archive && sourceOf(archive)
  const files = source ? [] : await pickedFiles(picked)
  const bundle = source ? await openArchive(source) : sortBundle(files)
  assertHasCases(bundle)
  const named = picked.length === 1 || picked.some((file) => file.webkitRelativePath !== '')
  return {
    ...bundle,
    name: named ? nameOfOpened(picked) : (bundle.tables[0]?.path ?? nameOfOpened(picked)),
    bytes: source?.size ?? files.reduce((sum, { size }) => sum + size, 0),
    tableFile: async (path, signal) => {
      const file = bundle.tables.find((table) => table.path === path)!
      return new File([await blobOf(file, signal)], path.split('/').at(-1)!)
    },
  }
}

const isPartOfCases = (name: string): boolean => isPictureName(name) || /\.npy$/i.test(name)

/** The reader of tables gets the file itself, so nothing is read here. */
function onlyTable({ name, size }: File): Bundle {
  const table: FolderFile = { path: name, size, read: () => Promise.resolve(new Uint8Array()) }
  return { tables: [table], pictures: [], vectors: [], leftOut: [] }
}

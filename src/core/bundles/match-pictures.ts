import type { Picture, RejectedPicture } from '../pictures/picture.ts'
import { isMissing } from '../tables/missing.ts'
import { findPictures, indexPictures } from './find-pictures.ts'

/** Between several pictures of one cell: a comma may be part of a name. */
const separator = /[;|\n]/

export interface CellName {
  readonly cell: number
  readonly name: string
}

export interface MatchedPictures {
  /** Content keys of the pictures of each cell, in its order, each once; none where the cell names none that is here, [n]. */
  readonly keys: readonly (readonly string[])[]
  /** Names in cells that no file answers to, with the index of the cell. */
  readonly notFound: readonly CellName[]
  /** Names in cells of files that cannot be used as a picture. */
  readonly broken: readonly CellName[]
  /** Paths of pictures that no cell names, in the order of the pictures. */
  readonly unused: readonly string[]
}

/**
 * The pictures that cells name, as `findPictures` finds them. A broken file keeps its name: no other picture is taken for it. A cell names several with ";", "|" or line breaks between
 * them, or as a JSON list.
 */
export function matchPictures(
  cells: readonly string[],
  pictures: readonly Pick<Picture, 'path' | 'key'>[],
  rejected: readonly Pick<RejectedPicture, 'path'>[] = [],
): MatchedPictures {
  const names = cells.map(namesIn)
  const found = findPictures(indexPictures([...pictures, ...rejected]), names.flat())
  const used = new Set<string>()
  const notFound: CellName[] = []
  const broken: CellName[] = []
  const keys = names.map((ofCell, cell) => {
    const own = new Set<string>()
    for (const name of ofCell) {
      const index = found.get(name)
      if (index === undefined) notFound.push({ cell, name })
      else if (index >= pictures.length) broken.push({ cell, name })
      else own.add(pictures[index]!.key)
    }
    for (const key of own) used.add(key)
    return [...own]
  })
  const unused = pictures.filter(({ key }) => !used.has(key)).map(({ path }) => path)
  return { keys, notFound, broken, unused }
}

/** The names in a cell, trimmed; none where it says that a value is missing. */
export function namesIn(cell: string): string[] {
  if (isMissing(cell)) return []
  const listed = cell.trimStart().startsWith('[') ? jsonNames(cell) : undefined
  return (listed ?? cell.split(separator)).map((name) => name.trim()).filter((name) => name !== '')
}

/** A cell that names these paths: between semicolons, or as a JSON list where one of them would be read as something else. */
export function cellOf(paths: readonly string[]): string {
  const plain = paths.every((path) => !separator.test(path) && !path.startsWith('[') && !isMissing(path))
  return plain ? paths.join(';') : JSON.stringify(paths)
}

function jsonNames(cell: string): string[] | undefined {
  try {
    const list: unknown = JSON.parse(cell)
    return Array.isArray(list) && list.every((name) => typeof name === 'string') ? list : undefined
  } catch {
    return undefined
  }
}

import type { Picture } from '../pictures/picture.ts'

/** Between several pictures of one cell: a comma may be part of a name. */
const separator = /[;|\n]/

export interface MatchedPictures {
  /** Content keys of the pictures of each cell, in its order, each once; none where the cell names none that is here, [n]. */
  readonly keys: readonly (readonly string[])[]
  /** Names in cells that no picture answers to, with the index of the cell. */
  readonly notFound: readonly { readonly cell: number; readonly name: string }[]
  /** Paths of pictures that no cell names, in the order of the pictures. */
  readonly unused: readonly string[]
}

/**
 * The pictures that cells name: by path, by the end of a path ("images/a.png" for "study/images/a.png" and the other way
 * round), by name, or by name without its ending. Of several that answer equally well none is taken: a wrong picture is
 * worse than none. A cell names several with ";", "|" or line breaks between them, or as a JSON list.
 */
export function matchPictures(
  cells: readonly string[],
  pictures: readonly Pick<Picture, 'path' | 'key'>[],
): MatchedPictures {
  const find = createFinder(pictures)
  const used = new Set<number>()
  const notFound: { cell: number; name: string }[] = []
  const keys = cells.map((cell, i) => {
    const found = new Set<string>()
    for (const name of namesIn(cell)) {
      const index = find(name)
      if (index === undefined) notFound.push({ cell: i, name })
      else {
        used.add(index)
        found.add(pictures[index]!.key)
      }
    }
    return [...found]
  })
  return { keys, notFound, unused: pictures.filter((_, i) => !used.has(i)).map(({ path }) => path) }
}

/** The names in a cell, trimmed. */
export function namesIn(cell: string): string[] {
  const listed = cell.trimStart().startsWith('[') ? jsonNames(cell) : undefined
  return (listed ?? cell.split(separator)).map((name) => name.trim()).filter((name) => name !== '')
}

function jsonNames(cell: string): string[] | undefined {
  try {
    const list: unknown = JSON.parse(cell)
    return Array.isArray(list) && list.every((name) => typeof name === 'string') ? list : undefined
  } catch {
    return undefined
  }
}

/** Index of the picture that a name means, or undefined. */
function createFinder(pictures: readonly Pick<Picture, 'path'>[]): (name: string) => number | undefined {
  const byEnd = new Map<string, number | null>()
  pictures.forEach(({ path }, i) => {
    const parts = partsOf(path)
    // Every end of the path, with and without the file's ending; null once two pictures share it.
    const ends = parts.flatMap((_, from) => {
      const end = parts.slice(from).join('/')
      return [end, withoutEnding(end)]
    })
    for (const end of new Set(ends)) byEnd.set(end, byEnd.has(end) ? null : i)
  })
  return (name) => {
    const parts = partsOf(name)
    for (let from = 0; from < parts.length; from++) {
      const end = parts.slice(from).join('/')
      const exact = byEnd.get(end)
      if (exact !== undefined) return exact ?? undefined
    }
    return undefined
  }
}

/** Lower case: Windows writes one file's name in either. */
const partsOf = (path: string): string[] =>
  path
    .normalize('NFC')
    .toLowerCase()
    .split(/[\\/]/)
    .filter((part) => part !== '' && part !== '.')

const withoutEnding = (path: string): string => path.replace(/\.[a-z0-9]{1,5}$/, '')

import type { Picture } from '../pictures/picture.ts'
import { isPictureName, withoutPictureEnding } from './endings.ts'

/** Pictures with equal keys are the same picture; one without a key is like no other. */
export type NamedPicture = Pick<Picture, 'path'> & Partial<Pick<Picture, 'key'>>

/** Part of a path -> index of the one picture that it means; null where it means several. */
type Means = Map<string, number | null>

/** What a picture can be called. The ends of "study/images/a.png" are itself, "images/a.png" and "a.png". */
export interface PictureIndex {
  readonly paths: Means
  readonly ends: Means
  /** Windows writes one file's name in either case. */
  readonly lowerEnds: Means
  /** In lower case, without the picture's ending. */
  readonly stems: Means
}

/** Ends of more parts are not listed, so that a path of a thousand folders costs no more than others. */
const mostParts = 16
/** A file's name has 255 bytes at most, everywhere; what is longer is a note. */
const longestName = 255

export function indexPictures(pictures: readonly NamedPicture[]): PictureIndex {
  const index: PictureIndex = { paths: new Map(), ends: new Map(), lowerEnds: new Map(), stems: new Map() }
  const add = (means: Means, written: string, i: number): void => {
    const other = means.get(written)
    if (other === undefined) means.set(written, i)
    else if (other !== null && !isSame(pictures[other]!, pictures[i]!)) means.set(written, null)
  }
  pictures.forEach(({ path }, i) => {
    const parts = partsOf(path)
    add(index.paths, parts.join('/'), i)
    for (const end of endsOf(parts)) {
      add(index.ends, end, i)
      const lower = end.toLowerCase()
      add(index.lowerEnds, lower, i)
      if (isPictureName(lower)) add(index.stems, withoutPictureEnding(lower), i)
    }
  })
  return index
}

const isSame = (a: NamedPicture, b: NamedPicture): boolean =>
  a === b || (a.key !== undefined && a.key === b.key)

/**
 * The picture that each name means, as an index, or undefined. The first that answers counts:
 *
 * 1. the one whose path is the name, else ends with it: as written, or else in another case, or else without the picture's
 *    ending;
 * 2. where folders of the name are unknown ("D:\old\images\a.png"), the one whose path ends with as much of the name's end as
 *    any does, provided that no other name means it too: "p1/scan.png" and "p2/scan.png" cannot both be "scan.png".
 *
 * Where several answer equally well none is taken: a wrong picture is worse than none.
 * @param names of one column, all of them: the second rule needs to know the others
 */
export function findPictures(index: PictureIndex, names: Iterable<string>): Map<string, number | undefined> {
  const found = new Map<string, number | undefined>()
  const unsure = new Map<string, number>()
  /** Picture -> the different names that mean it, in lower case. */
  const meaning = new Map<number, Set<string>>()
  for (const name of names) {
    if (found.has(name)) continue
    found.set(name, undefined)
    if (!mayBeFile(name)) continue
    const parts = partsOf(name)
    const written = parts.join('/')
    const sure = byName(index, written)
    const picture = sure === undefined && parts.length > 1 ? byEnd(index, parts) : sure
    if (picture === null || picture === undefined) continue
    if (sure === undefined) unsure.set(name, picture)
    else found.set(name, picture)
    const others = meaning.get(picture) ?? new Set()
    meaning.set(picture, others.add(written.toLowerCase()))
  }
  for (const [name, picture] of unsure) if (meaning.get(picture)!.size === 1) found.set(name, picture)
  return found
}

function byName({ paths, ends, lowerEnds, stems }: PictureIndex, name: string): number | null | undefined {
  const lower = name.toLowerCase()
  return first(paths.get(name), ends.get(name), lowerEnds.get(lower), stems.get(lower))
}

function byEnd(
  { paths, lowerEnds, stems }: PictureIndex,
  parts: readonly string[],
): number | null | undefined {
  for (const end of endsOf(parts)) {
    const lower = end.toLowerCase()
    const answer = first(paths.get(end), lowerEnds.get(lower), stems.get(lower))
    if (answer !== undefined) return answer
  }
  return undefined
}

/** The first that is an answer: null, several, is one. */
const first = <T>(...answers: (T | undefined)[]): T | undefined =>
  answers.find((answer) => answer !== undefined)

const mayBeFile = (name: string): boolean =>
  name.length - 1 - Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) <= longestName

/** The longest first. */
function endsOf(parts: readonly string[]): string[] {
  const last = parts.slice(-mostParts)
  return last.map((_, from) => last.slice(from).join('/'))
}

/** White space around is no part of a name: cells lose it. */
const partsOf = (path: string): string[] =>
  path
    .normalize('NFC')
    .trim()
    .split(/[\\/]/)
    .filter((part) => part !== '' && part !== '.')

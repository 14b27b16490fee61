import type { Picture } from '../pictures/picture.ts'
import { nameColumns } from '../tables/column-names.ts'
import type { Table, TableColumn } from '../tables/table.ts'
import { baseOf, isPictureName, withoutPictureEnding } from './endings.ts'
import { findPictures, indexPictures, type PictureIndex } from './find-pictures.ts'
import { idKey, joinById, type NamedItem } from './id-column.ts'
import { cellOf, namesIn } from './match-pictures.ts'

/** How pictures meet the rows of a table. */
export interface AttachedPictures {
  /** The table, with a new column where `idColumn` is not null. */
  readonly table: Table
  /** The column whose cells name the pictures, to be read by `matchPictures`; null where none does. */
  readonly column: string | null
  /** The column by whose values a new one was made; null where a column of the table names the pictures itself. */
  readonly idColumn: string | null
  /** Rows that have a picture. */
  readonly matched: number
  /** Paths of pictures that belong to no row, in the order of the pictures. */
  readonly unused: readonly string[]
}

type PicturePath = Pick<Picture, 'path'>

/**
 * Finds which pictures belong to which rows: by the column that names files, of several the one that finds pictures for
 * most rows, then the most pictures (`findPictures`); or, where that finds fewer, by a column of IDs (`joinById`): the picture of case 7 is called
 * 7.png, 7_1.png, 7-left.png or lies in a folder 7. The pictures that IDs find go into a new column "picture".
 */
export function attachPictures(table: Table, pictures: readonly PicturePath[]): AttachedPictures {
  const index = indexPictures(pictures)
  const named = table.columns
    .map((column) => readNames(column, index))
    .reduce<NamingColumn | undefined>((best, one) => (findsMore(one, best) ? one : best), undefined)
  const complete = named?.rows === table.rows
  const joined = complete ? undefined : joinById(table, pictures.map(callPicture))
  const picturesOf = joined && rowsToPictures(table, joined.rows)
  const joinedRows = picturesOf?.filter(({ length }) => length > 0).length ?? 0
  if (joined && picturesOf && joinedRows > (named?.rows ?? 0)) {
    const name = nameColumns([...table.columns.map((column) => column.name), 'picture']).names.at(-1)!
    const values = picturesOf.map((own) => cellOf(own.map((i) => pictures[i]!.path)))
    return {
      ...resultOf(pictures, picturesOf),
      table: { ...table, columns: [...table.columns, { name, values }] },
      column: name,
      idColumn: joined.column,
    }
  }
  const own = named?.names.map((names) => names.flatMap((name) => named.found.get(name) ?? []))
  return {
    ...resultOf(pictures, own ?? Array.from({ length: table.rows }, () => [])),
    table,
    column: named?.column ?? null,
    idColumn: null,
  }
}

/** @param picturesOf indices of the pictures of each row */
function resultOf(
  pictures: readonly PicturePath[],
  picturesOf: readonly (readonly number[])[],
): Pick<AttachedPictures, 'matched' | 'unused'> {
  const used = new Set(picturesOf.flat())
  return {
    matched: picturesOf.filter((own) => own.length > 0).length,
    unused: pictures.filter((_, i) => !used.has(i)).map(({ path }) => path),
  }
}

interface NamingColumn {
  readonly column: string
  readonly names: readonly (readonly string[])[]
  /** Name -> index of its picture. */
  readonly found: ReadonlyMap<string, number | undefined>
  /** That have a picture. */
  readonly rows: number
  /** Different ones that were found. */
  readonly pictures: number
}

const findsMore = (one: NamingColumn, best: NamingColumn | undefined): boolean =>
  one.rows > 0 && (!best || one.rows > best.rows || (one.rows === best.rows && one.pictures > best.pictures))

/** IDs that happen to be the names of pictures are left to `joinById`: their column keeps its role. */
function readNames({ name: column, values }: TableColumn, index: PictureIndex): NamingColumn {
  const names = values.map(namesIn)
  const found = findPictures(index, names.flat())
  const isFile = (name: string): boolean => found.get(name) !== undefined
  const named = names.filter((ofCell) => ofCell.some(isFile))
  const asFiles = named.filter(
    (ofCell) => ofCell.length > 1 || /[\\/]/.test(ofCell[0]!) || isPictureName(ofCell[0]!),
  )
  return {
    column,
    names,
    found,
    rows: asFiles.length * 2 >= named.length ? named.length : 0,
    pictures: new Set(found.values()).size,
  }
}

function rowsToPictures(table: Table, rowsOfPictures: readonly (readonly number[])[]): number[][] {
  const picturesOf: number[][] = Array.from({ length: table.rows }, () => [])
  rowsOfPictures.forEach((rows, picture) => {
    for (const row of rows) picturesOf[row]!.push(picture)
  })
  return picturesOf
}

/** Longer names and deeper folders are no IDs. */
const longestStem = 255
const mostFolders = 16

/** "a/b/7_2_left.png" can be a picture of 7_2_left, of 7_2, of 7, or of what has the folder b or a. */
function callPicture({ path }: PicturePath): NamedItem {
  const stem = idKey(withoutPictureEnding(baseOf(path)))
  const cuts = stem.length > longestStem ? [] : [...stem.matchAll(/[ _.(-]+/g)]
  const fronts = cuts.map(({ index }) => stem.slice(0, index)).filter((front) => front !== '')
  const folders = path.split('/').slice(0, -1).slice(-mostFolders).map(idKey)
  return { names: [stem, ...fronts.reverse()], folders }
}

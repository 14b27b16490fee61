import { identity } from '../tables/hidden-characters.ts'
import { isMissing } from '../tables/missing.ts'
import type { Table, TableColumn } from '../tables/table.ts'

/** A picture or a vector that may belong to a case, by what it can be called. All in the form of `idKey`. */
export interface NamedItem {
  /** The first that is an ID counts. */
  readonly names: readonly string[]
  /** Folders that it lies in: any may be an ID, but two different ones leave it open which. */
  readonly folders: readonly string[]
}

export interface JoinedItems {
  /** The column whose values are the IDs. */
  readonly column: string
  /** Rows of each item, none where no ID or more than one answers. */
  readonly rows: readonly (readonly number[])[]
}

/** What IDs are compared by: file systems differ in whether they keep the case. */
export const idKey = (text: string): string => identity(text).toLowerCase()

/** Longer values are notes. `identity` can shorten a value, by far less than the rest of this. */
const longestId = 255
/** A small whole number can mean anything: an age, a site, a count. */
const counter = /^(?:0|[1-9]\d{0,3})$/

/**
 * Joins items to the rows of a table by the one column whose values name most of them; of two that name as many, the one that
 * gives them to fewer rows: the case before its patient. A column is taken for IDs only where
 *
 * - its values differ: from all others where they are small numbers, else at least half as many values as rows;
 * - half of the rows that have a value find an item; or half of the items find a row, unless the values are small numbers.
 *
 * @returns undefined where no column is
 */
export function joinById(table: Table, items: readonly NamedItem[]): JoinedItems | undefined {
  const keys = new Set(items.flatMap(({ names, folders }) => [...names, ...folders]))
  const called = items.filter(({ names, folders }) => names.length + folders.length > 0).length
  let best: JoinedItems | undefined
  let mostJoined = 0
  let fewestRows = 0
  for (const column of table.columns) {
    const ids = readIds(column, keys)
    if (ids.rowsOf.size === 0 || !ids.differ) continue
    const rows = items.map((item) => rowsOf(item, ids.rowsOf))
    const joined = rows.filter(({ length }) => length > 0).length
    const allRows = rows.flat()
    const rowsJoined = new Set(allRows).size
    const plausible = rowsJoined * 2 >= ids.filled || (!ids.counters && joined * 2 >= called)
    const better = joined > mostJoined || (joined === mostJoined && allRows.length < fewestRows)
    if (!plausible || !better) continue
    mostJoined = joined
    fewestRows = allRows.length
    best = { column: column.name, rows }
  }
  return best
}

interface ColumnIds {
  /** Rows of each key that the column has. */
  readonly rowsOf: ReadonlyMap<string, readonly number[]>
  /** Rows with a value. */
  readonly filled: number
  /** Most values are small whole numbers. */
  readonly counters: boolean
  /** Its values differ as those of IDs do. */
  readonly differ: boolean
}

function readIds({ values }: TableColumn, keys: ReadonlySet<string>): ColumnIds {
  const found = new Map<string, { readonly id: string; readonly rows: number[] }>()
  /** Two IDs that only their case tells apart: neither is known by its key. */
  const unclear = new Set<string>()
  let filled = 0
  let small = 0
  values.forEach((cell, row) => {
    if (isMissing(cell)) return
    filled++
    if (cell.length > longestId) return
    const id = identity(cell)
    if (counter.test(id)) small++
    const key = id.toLowerCase()
    if (!keys.has(key)) return
    const known = found.get(key)
    if (!known) found.set(key, { id, rows: [row] })
    else if (known.id === id) known.rows.push(row)
    else unclear.add(key)
  })
  const counters = small * 2 > filled
  const distinct = new Set(values.filter((cell) => !isMissing(cell))).size
  return {
    rowsOf: new Map([...found].filter(([key]) => !unclear.has(key)).map(([key, { rows }]) => [key, rows])),
    filled,
    counters,
    differ: counters ? distinct === filled : distinct * 2 >= filled,
  }
}

function rowsOf({ names, folders }: NamedItem, ids: ColumnIds['rowsOf']): readonly number[] {
  const name = names.find((key) => ids.has(key))
  const answers = new Set(folders.filter((key) => ids.has(key)))
  if (name !== undefined) answers.add(name)
  const [only] = answers
  return answers.size === 1 ? ids.get(only!)! : []
}

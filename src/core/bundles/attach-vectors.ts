import { Failure } from '../failure.ts'
import { row, type Matrix } from '../math/matrix.ts'
import { nameColumns } from '../tables/column-names.ts'
import type { Table } from '../tables/table.ts'
import { baseOf } from './endings.ts'
import { idKey, joinById } from './id-column.ts'
import { vectorCell } from './vector-cell.ts'

/** Vectors that were made elsewhere. */
export interface GivenVectors {
  /** Path of their file; the new column is named after it. */
  readonly path: string
  /** [vectors, dimensions] */
  readonly X: Matrix
  /** The ID of each vector (`idsOf`); null where no file gives them. */
  readonly ids: readonly string[] | null
}

/** How vectors meet the rows of a table. */
export interface AttachedVectors {
  /** The table with a new column: a JSON list of numbers, '' where the row has no vector. */
  readonly table: Table
  /** Its name. */
  readonly column: string
  /** The column whose values are the vectors' IDs; null where the order was taken. */
  readonly idColumn: string | null
  /** Rows that have a vector. */
  readonly matched: number
  /** Vectors that belong to no row: their ID is in none, or stands at several vectors. */
  readonly unused: number
  /** Vectors that belong to a row but hold infinite values or none (NaN): left out. */
  readonly notFinite: number
}

/**
 * The IDs of a file that lies beside `vectors` vectors: one column of them, in the order of the vectors. The first line is a
 * heading where there is one line more than vectors, else an ID.
 * @throws Failure 'vector-ids-wrong'
 */
export function idsOf(table: Table, vectors: number): readonly string[] {
  const [column, ...others] = table.columns
  if (column && others.length === 0) {
    if (table.rows === vectors) return column.values
    if (table.rows === vectors - 1) return [column.name, ...column.values]
  }
  throw new Failure('vector-ids-wrong', { ids: table.rows, columns: table.columns.length, vectors })
}

/**
 * Adds vectors to a table as one column. With IDs, a vector belongs to the rows that have its ID in the column that holds
 * most of them (`joinById`); of two vectors with one ID neither belongs anywhere. Without IDs, the order counts, and there
 * must be as many vectors as rows.
 * @throws Failure 'vectors-not-matched'
 */
export function attachVectors(table: Table, { path, X, ids }: GivenVectors): AttachedVectors {
  const { idColumn, vectorOf } = ids ? joinVectors(table, X, ids) : inOrder(table, X)
  const values = vectorOf.map((vector) => (vector === undefined ? '' : vectorCell(row(X, vector))))
  const name = baseOf(path).replace(/\.npy$/i, '')
  const column = nameColumns([...table.columns.map((one) => one.name), name || 'vectors']).names.at(-1)!
  const used = new Set(vectorOf.filter((vector) => vector !== undefined))
  const notFinite = new Set(vectorOf.filter((vector, i) => vector !== undefined && values[i] === ''))
  return {
    table: { ...table, columns: [...table.columns, { name: column, values }] },
    column,
    idColumn,
    matched: values.filter((cell) => cell !== '').length,
    unused: X.rows - used.size,
    notFinite: notFinite.size,
  }
}

interface JoinedVectors {
  readonly idColumn: string | null
  /** Index of each row's vector. */
  readonly vectorOf: readonly (number | undefined)[]
}

function inOrder(table: Table, X: Matrix): JoinedVectors {
  if (X.rows !== table.rows)
    throw new Failure('vectors-not-matched', { by: 'order', vectors: X.rows, rows: table.rows })
  return { idColumn: null, vectorOf: Array.from({ length: table.rows }, (_, i) => i) }
}

function joinVectors(table: Table, X: Matrix, ids: readonly string[]): JoinedVectors {
  const keys = ids.map(idKey)
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  const joined = joinById(
    table,
    keys.map((key) => ({ names: counts.get(key) === 1 ? [key] : [], folders: [] })),
  )
  if (!joined) throw new Failure('vectors-not-matched', { by: 'ids', vectors: X.rows, rows: table.rows })
  const vectorOf: (number | undefined)[] = Array.from({ length: table.rows }, () => undefined)
  joined.rows.forEach((rows, vector) => {
    for (const i of rows) vectorOf[i] = vector
  })
  return { idColumn: joined.column, vectorOf }
}

import { roles, type ColumnRole, type ColumnRoles } from '../dataset/dataset.ts'
import { Failure } from '../failure.ts'
import { distinct, type Reader } from './reader.ts'

export function parseColumns(reader: Reader): ColumnRoles {
  return Object.fromEntries(reader.entries().map(([column, entry]) => [column, parseColumn(entry)]))
}

function parseColumn(reader: Reader): ColumnRole {
  const entries = reader.entries()
  const role = entries.find(([key]) => key === 'role')?.[1].oneOf(roles)
  if (role === undefined) throw new Failure('study-missing-key', { path: `${reader.path}.role` })
  if (role === 'embedding') return parseEmbedding(reader)
  if (role !== 'label') {
    reader.fields(['role'])
    return { role }
  }

  const field = reader.fields(['role', 'positive', 'classes', 'merge'])
  const listed = field('classes')
  const classes = listed && distinct(listed.list(2), (item) => item.text())
  const positive = classes ? field('positive')?.oneOf(classes) : field('positive')?.text()
  const merged = field('merge')
    ?.entries()
    .map(([name, values]) => [name, distinct(values.list(1), (item) => item.text())] as const)
  return {
    role,
    ...(positive !== undefined && { positive }),
    ...(classes && { classes }),
    ...(merged && { merge: Object.fromEntries(merged) }),
  }
}

/** The columns of the vectors, or their prefix; with neither, the entry's key is a column of lists. */
function parseEmbedding(reader: Reader): ColumnRole {
  const field = reader.fields(['role', 'columns', 'prefix'])
  const columns = field('columns')
  const prefix = field('prefix')
  if (columns && prefix) throw new Failure('study-conflict', { path: prefix.path, other: columns.path })
  return {
    role: 'embedding',
    ...(columns && { columns: distinct(columns.list(1), (item) => item.text()) }),
    ...(prefix && { prefix: prefix.text() }),
  }
}

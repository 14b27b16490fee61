import { roles, type ColumnRole, type ColumnRoles, type Relabel } from '../dataset/dataset.ts'
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

  const field = reader.fields(['role', 'positive', 'classes', 'merge', 'relabels'])
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
    ...parseRelabels(field('relabels')),
  }
}

/** No case twice. */
function parseRelabels(reader: Reader | undefined): Pick<ColumnRole, 'relabels'> {
  if (!reader) return {}
  const fields = reader.list(1).map((item) => item.fields(['case', 'from', 'to']))
  const cases = distinct(
    fields.map((field) => field.required('case')),
    (id) => id.text(),
  )
  const relabels = cases.map((id, i): Relabel => {
    const { required } = fields[i]!
    return { case: id, from: required('from').text(), to: required('to').text() }
  })
  return { relabels }
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

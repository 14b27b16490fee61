import type { ReactElement } from 'react'
import type { ColumnRoles } from '../../core/dataset/dataset.ts'
import { roleOf } from '../../core/dataset/roles.ts'
import { markHiddenCharacters } from '../../core/tables/hidden-characters.ts'
import { rowNumber, type Table } from '../../core/tables/table.ts'
import { roleTitles } from '../../strings/words.ts'
import { formatCount } from '../../ui/format.ts'
import { TableFrame } from '../../ui/table-frame.tsx'

const shownRows = 12

export function PreviewTable({ table, roles }: { table: Table; roles: ColumnRoles | null }): ReactElement {
  const shown = Math.min(shownRows, table.rows)
  return (
    <section className="screen__section" aria-labelledby="preview">
      <h2 id="preview">
        First {shown} of {formatCount(table.rows)} rows
      </h2>
      <TableFrame label="First rows">
        <thead>
          <tr>
            <th scope="col" className="num">
              Row
            </th>
            {table.columns.map((column) => (
              <th key={column.name} scope="col">
                {markHiddenCharacters(column.name)}
                {roles && (
                  <div className="field__hint">
                    {roleTitles[roleOf(roles, column.name)?.role ?? 'ignore']}
                  </div>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: shown }, (_, i) => (
            <tr key={i}>
              <td className="num quiet">{rowNumber(table, i)}</td>
              {table.columns.map((column) => {
                const cell = markHiddenCharacters(column.values[i]!)
                return (
                  <td key={column.name}>
                    <div className="cell-clip" title={cell}>
                      {cell}
                    </div>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </TableFrame>
    </section>
  )
}

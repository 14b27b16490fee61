import type { ReactElement } from 'react'
import { markHiddenCharacters } from '../../core/tables/hidden-characters.ts'
import { plural } from '../../ui/format.ts'
import { TableFrame } from '../../ui/table-frame.tsx'

const shownRows = 8

export function PreviewRows(props: {
  header: readonly string[]
  rows: readonly (readonly string[])[]
}): ReactElement {
  const rows = props.rows.slice(0, shownRows)
  return (
    <section className="stack" aria-label="Preview">
      <p className="quiet">
        {plural(props.header.length, 'column')}; the first {plural(rows.length, 'row')}:
      </p>
      <TableFrame label="First rows">
        <thead>
          <tr>
            {props.header.map((name) => (
              <th key={name} scope="col">
                {markHiddenCharacters(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={i}>
              {row.map((cell, j) => (
                <td key={j}>
                  <div className="cell-clip">{markHiddenCharacters(cell)}</div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </TableFrame>
    </section>
  )
}

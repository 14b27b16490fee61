import { useMemo, type ReactElement } from 'react'
import { markHiddenCharacters } from '../../core/tables/hidden-characters.ts'
import { rowNumber, type TableColumn } from '../../core/tables/table.ts'
import type { OpenProject } from '../../state/app-state.ts'
import { useApp } from '../../state/context.ts'
import { roleTitles } from '../../strings/words.ts'
import { formatCount } from '../../ui/format.ts'
import { TableFrame } from '../../ui/table-frame.tsx'
import { columnLines } from './column-lines.ts'

const shownRows = 12
const shownColumns = 60
/** Of a vector, the first numbers. */
const shownNumbers = 3
/** A cell shows some sixty characters, its title this many. */
const mostCharacters = 1000

const shortened = (cell: string): string =>
  cell.length > mostCharacters ? `${cell.slice(0, mostCharacters)} …` : cell

/** The beginning of the table, the columns of a vector as one. */
export function PreviewTable(): ReactElement | null {
  const project = useApp((state) => state.project)
  return project && <Preview project={project} />
}

function Preview({ project }: { project: OpenProject }): ReactElement {
  const { table, summaries, roles, guesses } = project
  const lines = useMemo(() => columnLines({ summaries, roles, guesses }), [summaries, roles, guesses])
  const columns = useMemo(() => new Map(table.columns.map((column) => [column.name, column])), [table])
  const shown = Math.min(shownRows, table.rows)
  return (
    <section className="screen__section" aria-labelledby="preview">
      <h2 id="preview">
        First {shown} of {formatCount(table.rows)} rows
        {lines.length > shownColumns && `, first ${shownColumns} of ${formatCount(lines.length)} columns`}
      </h2>
      <TableFrame label="First rows">
        <thead>
          <tr>
            <th scope="col" className="num">
              Row
            </th>
            {lines.slice(0, shownColumns).map(({ key, title, role }) => (
              <th key={key} scope="col">
                {markHiddenCharacters(title)}
                <div className="field__hint">{role === null ? 'Several uses' : roleTitles[role]}</div>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: shown }, (_, i) => (
            <tr key={i}>
              <td className="num quiet">{rowNumber(table, i)}</td>
              {lines.slice(0, shownColumns).map(({ key, summaries }) => {
                const cell = markHiddenCharacters(cellOf(summaries.map(({ name }) => columns.get(name)!), i)) // prettier-ignore
                return (
                  <td key={key}>
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

function cellOf(columns: readonly TableColumn[], row: number): string {
  const [first] = columns
  if (columns.length === 1) return shortened(first!.values[row]!)
  const numbers = columns.slice(0, shownNumbers).map(({ values }) => values[row]!)
  if (numbers.every((number) => number === '')) return ''
  return `${numbers.join(', ')}${columns.length > shownNumbers ? ', …' : ''}`
}

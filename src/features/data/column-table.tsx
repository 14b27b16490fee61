import { EditButtons } from '../../cases/edit-buttons.tsx'
import { useMemo, useState, type ReactElement } from 'react'
import { roles as allRoles, type Role } from '../../core/dataset/dataset.ts'
import { markHiddenCharacters } from '../../core/tables/hidden-characters.ts'
import type { OpenProject } from '../../state/app-state.ts'
import { useActions, useApp } from '../../state/context.ts'
import { roleTitles } from '../../strings/words.ts'
import { Button } from '../../ui/button.tsx'
import { Select, TextField, type Option } from '../../ui/field.tsx'
import { formatCount } from '../../ui/format.ts'
import { TableFrame } from '../../ui/table-frame.tsx'
import { columnLines, memberLines, type ColumnLine } from './column-lines.ts'
import { differentIn, holdsIn, missingIn, reasonOf } from './column-words.ts'
import { TextChoice } from './text-choice.tsx'

/** More lines than this are shown on demand, and searched by name. */
const linesAtOnce = 100
/** More lines than this scroll in a frame: what is below the table has to stay in reach. */
const linesInSight = 40

/** One line a column, or a vector of columns: what it is for, why that was guessed, what it holds. */
export function ColumnTable(): ReactElement | null {
  const project = useApp((state) => state.project)
  return project && <Columns project={project} />
}

function Columns({ project }: { project: OpenProject }): ReactElement {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const [search, setSearch] = useState('')
  const [most, setMost] = useState(linesAtOnce)
  const { summaries, roles, guesses } = project
  const lines = useMemo(
    () =>
      columnLines({ summaries, roles, guesses }).flatMap((line) => [
        line,
        ...(opened.has(line.key) && line.role !== 'embedding' ? memberLines({ roles, guesses }, line) : []),
      ]),
    [summaries, roles, guesses, opened],
  )
  const wanted = search.trim().toLowerCase()
  const found = lines.filter((line) => names(line).some((name) => name.toLowerCase().includes(wanted)))
  const toggle = (key: string): void =>
    setOpened((now) => new Set(now.has(key) ? [...now].filter((other) => other !== key) : [...now, key]))
  return (
    <section className="screen__section" aria-labelledby="columns">
      <div className="row row--apart">
        <h2 id="columns">What each column is for</h2>
        <EditButtons history={project.history} />
      </div>
      {lines.length > linesAtOnce && (
        <div className="fields">
          <TextField
            label="Find a column"
            value={search}
            hint={`${formatCount(found.length)} of ${formatCount(lines.length)} lines`}
            onChange={setSearch}
          />
        </div>
      )}
      <TableFrame
        label="Columns"
        className={`columns-table ${found.length > linesInSight ? 'columns-table--long' : ''}`}
        testId="columns"
      >
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Used as</th>
            <th scope="col">Why</th>
            <th scope="col" className="num">
              Missing
            </th>
            <th scope="col" className="num">
              Different
            </th>
            <th scope="col">Holds</th>
          </tr>
        </thead>
        <tbody>
          {found.slice(0, most).map((line) => (
            <Line key={line.key} line={line} open={opened.has(line.key)} onToggle={() => toggle(line.key)} />
          ))}
        </tbody>
      </TableFrame>
      {found.length > most && (
        <div className="row">
          <Button onClick={() => setMost(most + linesAtOnce)}>
            Show {formatCount(Math.min(linesAtOnce, found.length - most))} more of {formatCount(found.length)}
          </Button>
        </div>
      )}
      <p className="field__hint">
        IDs, dates, sites and file names are never used to predict. Numbers and categories are: each number is
        put on one scale, each value of a category becomes a column of its own, inside the training folds.
        Ready-made vectors are used as they are.
      </p>
      <TextChoice project={project} />
    </section>
  )
}

function Line(props: { line: ColumnLine; open: boolean; onToggle: () => void }): ReactElement {
  const { line, open, onToggle } = props
  const actions = useActions()
  const { group, summaries, role } = line
  const title = markHiddenCharacters(line.title)
  return (
    <tr>
      <th scope="row" className={line.member ? 'member' : group ? 'nowrap' : undefined}>
        {title}
        {group && (
          <div className="field__hint nowrap">{formatCount(summaries.length)} columns of numbers</div>
        )}
      </th>
      <td>
        <Select
          label={`Use of ${title}`}
          value={role ?? ''}
          options={group ? groupOptions(role) : columnOptions}
          onChange={(next) =>
            void (group
              ? actions.setGroupRole(group, next as Role)
              : actions.setRole(summaries[0]!.name, next as Role))
          }
        />
        {group && role !== 'embedding' && (
          <Button kind="quiet" aria-expanded={open} onClick={onToggle}>
            {open ? 'Hide' : 'Show'} each<span className="visually-hidden"> of {title}</span>
          </Button>
        )}
      </td>
      <td className="quiet">{reasonOf(line)}</td>
      <td className="num">{missingIn(line)}</td>
      <td className="num">{differentIn(line)}</td>
      <td className="quiet">{holdsIn(line)}</td>
    </tr>
  )
}

const names = ({ title, summaries }: ColumnLine): string[] => [title, ...summaries.map(({ name }) => name)]

const columnOptions: readonly Option[] = allRoles.map((value) => ({
  value,
  label: roleTitles[value],
}))

/** What columns of numbers can be for, all of them alike. */
function groupOptions(role: Role | null): Option[] {
  const usual: readonly Role[] = ['embedding', 'number', 'category', 'ignore']
  const shown = role === null || usual.includes(role) ? usual : [...usual, role]
  const options = shown.map((value) => ({ value, label: roleTitles[value] }))
  return role === null ? [{ value: '', label: 'Several uses' }, ...options] : options
}

import { useMemo, useState, type ReactElement } from 'react'
import { maxClasses } from '../../core/dataset/labels.ts'
import { countLabelValues, recodingOf, takeBackValue, type RecodedClass } from '../../core/dataset/recode.ts'
import { roleOf } from '../../core/dataset/roles.ts'
import type { OpenProject } from '../../state/app-state.ts'
import { useActions, useApp } from '../../state/context.ts'
import { columnWithRole } from '../../state/role-changes.ts'
import { Button } from '../../ui/button.tsx'
import { formatCount, plural } from '../../ui/format.ts'
import { TableFrame } from '../../ui/table-frame.tsx'
import { ClassEdit } from './class-edit.tsx'
import { ColumnChoice } from './column-choice.tsx'

/** Which column is the label; cases a class, which values of it make the class, and which class the binary metrics speak of. */
export function ClassCounts(): ReactElement | null {
  const project = useApp((state) => state.project)
  if (!project) return null
  const label = columnWithRole(project.roles, 'label')
  return (
    <section className="stack" aria-labelledby="classes">
      <h2 id="classes">Classes</h2>
      <ColumnChoice
        project={project}
        of="label"
        label="Column that holds the label"
        hint="What is to be predicted."
      />
      {label !== undefined && <Classes key={label} project={project} label={label} />}
    </section>
  )
}

function Classes({ project, label }: { project: OpenProject; label: string }): ReactElement | null {
  const actions = useActions()
  const { table, roles, dataset } = project
  const counts = useMemo(() => countLabelValues(table, roles), [table, roles])
  const [editing, setEditing] = useState(false)
  const [picked, setPicked] = useState<readonly string[]>([])
  // With more values the column is no label, as the failure above says.
  if (counts.size > maxClasses && !dataset) return null
  const recoding = recodingOf(counts.keys(), roleOf(roles, label)!)
  const { classes, leftOut } = recoding
  const rowsOf = (values: readonly string[]): number =>
    values.reduce((sum, value) => sum + (counts.get(value) ?? 0), 0)
  // Some rows of a class may be left out, for want of a patient or of a picture that can be read.
  const casesOf = ({ name, values }: RecodedClass): number =>
    dataset ? dataset.y.filter((c) => dataset.classes[c] === name).length : rowsOf(values)
  const cases = classes.reduce((sum, one) => sum + casesOf(one), 0)
  const ticked = classes.filter(({ name }) => picked.includes(name)).map(({ name }) => name)
  const binary = classes.length === 2
  const positive = dataset?.positive === undefined || dataset.positive === null ? '' : dataset.classes[dataset.positive]! // prettier-ignore
  const pick = (name: string, on: boolean): void =>
    setPicked(on ? [...ticked, name] : ticked.filter((other) => other !== name))
  return (
    <>
      <TableFrame label="Cases a class" testId="classes" className="class-table">
        <thead>
          <tr>
            <th scope="col">Class</th>
            <th scope="col" className="num">
              Cases
            </th>
            <th scope="col" className="num">
              Share
            </th>
            {binary && <th scope="col">Positive</th>}
          </tr>
        </thead>
        <tbody>
          {classes.map(({ name, values }) => (
            <tr key={name}>
              <th scope="row">
                {editing ? (
                  <label className="check">
                    <input
                      type="checkbox"
                      checked={ticked.includes(name)}
                      onChange={(event) => pick(name, event.target.checked)}
                    />
                    <span>{name}</span>
                  </label>
                ) : (
                  name
                )}
                <MadeOf name={name} values={values} />
              </th>
              <td className="num">{formatCount(casesOf({ name, values }))}</td>
              <td className="num">{share(casesOf({ name, values }), cases)}</td>
              {binary && (
                <td>
                  <label className="check">
                    <input
                      type="radio"
                      name="positive"
                      checked={positive === name}
                      onChange={() => void actions.recode((now) => ({ ...now, positive: name }))}
                    />
                    <span className="visually-hidden">{name} is the positive class</span>
                  </label>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </TableFrame>
      {leftOut.length > 0 && (
        <ul className="left-out" aria-label="Left out">
          {leftOut.map((value) => (
            <li key={value} className="row">
              <span className="quiet">
                “{value}” is left out: {plural(rowsOf([value]), 'row')}
              </span>
              <Button kind="quiet" onClick={() => void actions.recode((now) => takeBackValue(now, value))}>
                Take back<span className="visually-hidden"> {value}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      {binary && (
        <p className="field__hint">
          F1, average precision and the curves speak of the positive class, as a rule the condition you look
          for.
        </p>
      )}
      <ClassEdit recoding={recoding} picked={ticked} open={editing} onOpen={setEditing} onPick={setPicked} />
    </>
  )
}

/** The values of a class that is called otherwise. */
function MadeOf({ name, values }: RecodedClass): ReactElement | null {
  if (values.length === 1 && values[0] === name) return null
  return <div className="field__hint">was {values.map((value) => `“${value}”`).join(', ')}</div>
}

const share = (part: number, all: number): string => `${((100 * part) / Math.max(all, 1)).toFixed(1)} %`

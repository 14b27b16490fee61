import { useState, type ReactElement } from 'react'
import { fewestPatients } from '../../core/evaluation/scored-cases.ts'
import type { Results } from '../../core/evaluation/types.ts'
import { commonDigits } from '../../core/format.ts'
import { caseGroups, type CaseGroup } from '../../core/report/missingness.ts'
import { countsInWords, patternLabel, undefinedInWords } from '../../core/report/words.ts'
import { projectionInWords } from '../../strings/words.ts'
import { plural } from '../../ui/format.ts'
import { TableFrame } from '../../ui/table-frame.tsx'
import { MetricCells } from './metric-cells.tsx'
import { ShownChoice } from './shown-choice.tsx'

/** How cases did by the modalities they have; nothing where all have the same. */
export function MissingnessResults({ results }: { results: Results }): ReactElement | null {
  const { metric, classifier } = results.comparison
  const [shown, setShown] = useState({ metric, classifier })
  const groups = caseGroups(results, shown.metric, shown.classifier)
  if (groups.length === 0) return null
  const digits = commonDigits(groups.flatMap(({ rows }) => rows ?? []))
  return (
    <section className="screen__section" aria-labelledby="missingness">
      <div className="row">
        <h2 id="missingness">By what is missing</h2>
        <ShownChoice what="cases by what is missing" results={results} shown={shown} onChange={setShown} />
      </div>
      <p className="quiet">
        The held-out cases by the modalities they have, mean over the folds that hold such cases. Groups of
        fewer than {fewestPatients} patients are counted and not scored.
      </p>
      <TableFrame label="Results by what is missing" className="grouped" testId="missingness-table">
        <thead>
          <tr>
            <th scope="col">Modalities that the cases have</th>
            <th scope="col">Projection</th>
            <th scope="col" className="num">
              Mean
            </th>
            <th scope="col" className="num">
              95 % interval
            </th>
            <th scope="col" className="num">
              Without a value
            </th>
          </tr>
        </thead>
        {groups.map((group) => (
          <GroupRows
            key={JSON.stringify(group.modalities)}
            group={group}
            digits={digits}
            severalFusions={results.study.fusion.length > 1}
          />
        ))}
      </TableFrame>
    </section>
  )
}

function GroupRows(props: { group: CaseGroup; digits: number; severalFusions: boolean }): ReactElement {
  const { group, digits, severalFusions } = props
  const { rows } = group
  if (!rows || rows.length === 0)
    return (
      <tbody>
        <tr>
          <GroupHeading group={group} rows={1} />
          <td colSpan={4} className="quiet">
            {rows ? 'not defined in any fold' : `fewer than ${fewestPatients} patients`}
          </td>
        </tr>
      </tbody>
    )
  return (
    <tbody>
      {rows.map((row, i) => (
        <tr key={`${row.projection} ${row.fusion}`}>
          {i === 0 && <GroupHeading group={group} rows={rows.length} />}
          <th scope="row">{projectionInWords(row, severalFusions)}</th>
          <MetricCells row={row} digits={digits} />
          <td className="num">{undefinedInWords(row)}</td>
        </tr>
      ))}
    </tbody>
  )
}

function GroupHeading({ group, rows }: { group: CaseGroup; rows: number }): ReactElement {
  const { modalities, cases, patients, classes } = group
  return (
    <th scope="rowgroup" rowSpan={rows}>
      {modalities === null ? 'All cases' : patternLabel(modalities)}
      <div className="quiet">
        {plural(cases, 'case')} of {plural(patients, 'patient')}
        {classes && (
          <>
            <br />
            {countsInWords(classes)}
          </>
        )}
      </div>
    </th>
  )
}

import type { ReactElement } from 'react'
import { fewestOfClass, fewestPatients } from '../../core/evaluation/scored-cases.ts'
import { commonDigits } from '../../core/format.ts'
import type { CaseGroup } from '../../core/report/case-groups.ts'
import { countsInWords, undefinedInWords } from '../../core/report/words.ts'
import { projectionInWords } from '../../strings/words.ts'
import { plural } from '../../ui/format.ts'
import { TableFrame } from '../../ui/table-frame.tsx'
import { MetricCells } from './metric-cells.tsx'

/** How each procedure did on groups of cases; those of too few patients are counted only. */
export function CaseGroupTable(props: {
  label: string
  /** Of the column that names the groups. */
  heading: string
  testId: string
  groups: readonly CaseGroup[]
  severalFusions: boolean
}): ReactElement {
  const { label, heading, testId, groups, severalFusions } = props
  const digits = commonDigits(groups.flatMap(({ rows }) => rows ?? []))
  return (
    <TableFrame label={label} className="grouped" testId={testId}>
      <thead>
        <tr>
          <th scope="col">{heading}</th>
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
      {groups.map((group, i) => (
        <GroupRows key={i} group={group} digits={digits} severalFusions={severalFusions} />
      ))}
    </TableFrame>
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
            {rows
              ? 'not defined in any fold'
              : `fewer than ${fewestPatients} patients, or ${fewestOfClass} of two classes`}
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
  const { label, cases, patients, classes } = group
  return (
    <th scope="rowgroup" rowSpan={rows}>
      {label}
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

import type { ReactElement } from 'react'
import type { PartContents } from '../../state/archive-actions.ts'
import { formatBytes } from '../../ui/format.ts'
import { TableFrame } from '../../ui/table-frame.tsx'

/** What is in an archive, part by part, and which of it is patient data. */
export function PartTable(props: {
  parts: readonly PartContents[]
  synthetic: boolean
  /** Whether a part is left out of what is written. */
  isLeftOut: (part: PartContents) => boolean
}): ReactElement {
  const { parts, synthetic, isLeftOut } = props
  return (
    <TableFrame label="What is in it" testId="parts">
      <thead>
        <tr>
          <th scope="col">Part</th>
          <th scope="col">What is in it</th>
          <th scope="col">Patient data</th>
          <th scope="col" className="num">
            Size
          </th>
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => (
          <tr key={part.name} className={isLeftOut(part) ? 'quiet' : undefined}>
            <th scope="row">{part.title}</th>
            <td>{part.holds}</td>
            <td className="nowrap">
              <Mark part={part} synthetic={synthetic} />
            </td>
            <td className="num">{isLeftOut(part) ? 'left out' : formatBytes(part.bytes)}</td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  )
}

function Mark({ part, synthetic }: { part: PartContents; synthetic: boolean }): ReactElement {
  if (!part.patientData) return <span className="quiet">no</span>
  return synthetic ? (
    <span className="quiet">no, made up</span>
  ) : (
    <span className="tag tag--warn">patient data</span>
  )
}

import type { ReactElement } from 'react'
import { useApp } from '../../state/context.ts'
import { Icon } from '../../ui/icons.tsx'
import { TableFrame } from '../../ui/table-frame.tsx'
import { machineChecks, type MachineCheck } from './machine-checks.ts'
import { SelfTests } from './self-tests.tsx'
import { StoredHere } from './stored-here.tsx'
import './computer.css'

const marks = { good: 'ready', limited: 'limited', missing: 'missing' } as const

/** One question: what can this computer do, and does it compute right? */
export function ComputerScreen(): ReactElement | null {
  const machine = useApp((state) => state.machine)
  const ready = useApp((state) => state.phase === 'ready')
  if (!machine) return null
  const checks = machineChecks(machine)
  const some = (state: MachineCheck['state']): boolean => checks.some((check) => check.state === state)
  const heading = some('missing')
    ? 'Something that Nearside needs is missing here'
    : some('limited')
      ? 'Nearside works here, with some limits'
      : 'This computer has everything that Nearside can use'
  return (
    <div className="screen">
      <header className="screen__head">
        <h1>{heading}</h1>
        <p className="screen__lead">
          Looked up when the page was loaded. Nothing of it leaves this computer; a study’s results.json
          repeats it, so that a reader knows what the numbers were computed on.
        </p>
      </header>
      <TableFrame label="What this computer offers" testId="machine">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">State</th>
            <th scope="col">Here</th>
            <th scope="col">What it means</th>
          </tr>
        </thead>
        <tbody>
          {checks.map((check) => (
            <tr key={check.what}>
              <th scope="row">{check.what}</th>
              <td>
                <State check={check} />
              </td>
              <td>{check.here}</td>
              <td>{check.means}</td>
            </tr>
          ))}
        </tbody>
      </TableFrame>
      {ready && <StoredHere machine={machine} />}
      {ready && <SelfTests machine={machine} />}
    </div>
  )
}

function State({ check }: { check: MachineCheck }): ReactElement {
  return (
    <span className={`check-state check-state--${check.state}`}>
      <Icon name={check.state === 'good' ? 'check' : 'warning'} />
      {marks[check.state]}
    </span>
  )
}

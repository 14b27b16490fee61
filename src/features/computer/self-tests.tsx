import type { ReactElement } from 'react'
import type { EncoderSpec } from '../../core/encoders/encoder.ts'
import { useActions, useApp } from '../../state/context.ts'
import { selfTestKey, testableDevices, type SelfTestOutcome } from '../../state/encoder-checks.ts'
import type { EncoderDevice, Machine } from '../../state/machine.ts'
import { usableEncoders } from '../../state/models.ts'
import { wordFailure } from '../../strings/failures.ts'
import { deviceTitles } from '../../strings/words.ts'
import { Button } from '../../ui/button.tsx'
import { formatSeconds, formatShare } from '../../ui/format.ts'
import { TableFrame } from '../../ui/table-frame.tsx'

/** Does every encoder give the numbers it must, on every device there is? */
export function SelfTests({ machine }: { machine: Machine }): ReactElement {
  const models = useApp((state) => state.models)
  const preference = useApp((state) => state.preference)
  const outcomes = useApp((state) => state.selfTests)
  const busy = useApp((state) => state.job !== null)
  const actions = useActions()
  const devices = testableDevices(machine, preference)
  return (
    <section className="screen__section" aria-labelledby="self-tests">
      <h2 id="self-tests">Does it compute right?</h2>
      <p className="quiet">
        Each encoder has a few inputs and the vectors that they must give. The same test runs by itself before
        an encoder is used on your cases; one that fails is not used.
      </p>
      <TableFrame label="Self-tests of the encoders" testId="self-tests">
        <thead>
          <tr>
            <th scope="col">Encoder</th>
            {devices.map((device) => (
              <th scope="col" key={device}>
                {deviceTitles[device]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {usableEncoders({ models }).map((spec: EncoderSpec) => (
            <tr key={`${spec.id} ${spec.modality}`}>
              <th scope="row">
                {spec.title}
                <div className="quiet">{spec.id}</div>
              </th>
              {devices.map((device) => (
                <td key={device}>
                  <Outcome device={device} outcome={outcomes.get(selfTestKey(spec, device))} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </TableFrame>
      <div className="row">
        <Button
          kind="primary"
          icon="play"
          data-testid="test-encoders"
          disabled={busy}
          onClick={() => void actions.testEncoders()}
        >
          Test the encoders
        </Button>
      </div>
    </section>
  )
}

function Outcome(props: { device: EncoderDevice; outcome: SelfTestOutcome | undefined }): ReactElement {
  const { device, outcome } = props
  if (!outcome) return <span className="quiet">not tested yet</span>
  const { report, failure, seconds } = outcome
  if (failure) return <span className="check-state--missing">failed: {wordFailure(failure).what}</span>
  if (outcome.device !== device) return <>cannot run here; it runs on {deviceTitles.wasm} instead</>
  const time = seconds === null ? '' : `; ${formatSeconds(seconds)}`
  if (!report) return <>runs; it came without numbers to compare with{time}</>
  return (
    <>
      <span className="check-state--good">passed</span>: differs by {formatShare(report.difference)}, at most{' '}
      {formatShare(report.tolerance)} is allowed{time}
    </>
  )
}

import { useState, type ReactElement } from 'react'
import { XYChartFigure } from '../../charts/xy-chart.tsx'
import { lossChart } from '../../core/charts/loss.ts'
import { useApp } from '../../state/context.ts'
import { NoticeList } from '../../strings/notice-list.tsx'
import { SelectField } from '../../ui/field.tsx'

/** The loss curves of the fits that run now and of those that are done, newest first. */
export function LiveRun(): ReactElement {
  const live = useApp((state) => state.live)
  const [chosen, setChosen] = useState('newest')
  const fits = [...(live?.epochs ?? new Map()).entries()].reverse()
  const [title, epochs] = fits.find(([name]) => name === chosen) ?? fits[0] ?? [null, []]
  return (
    <section className="screen__section" aria-labelledby="live">
      <h2 id="live">Training now{title && `: ${title}`}</h2>
      <NoticeList notices={live?.troubles ?? []} />
      {fits.length > 1 && (
        <div className="fields">
          <SelectField
            label="Show"
            value={chosen}
            options={[
              { value: 'newest', label: 'The newest fit' },
              ...fits.map(([name]) => ({ value: name, label: name })),
            ]}
            onChange={setChosen}
          />
        </div>
      )}
      {epochs.length > 0 ? (
        <XYChartFigure chart={lossChart(epochs)} size="whole" testId="loss-curves" />
      ) : (
        <p className="quiet">
          The first step prepares the kernels; the curves start when the first epoch is done.
        </p>
      )}
    </section>
  )
}

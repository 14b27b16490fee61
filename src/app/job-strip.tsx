import type { ReactElement } from 'react'
import { useApp } from '../state/context.ts'
import type { Job } from '../state/job.ts'
import { Button } from '../ui/button.tsx'
import { formatBytes, formatCount, formatSeconds } from '../ui/format.ts'
import { Progress } from '../ui/progress.tsx'

/** The one running job, on every screen: done of all, rate, time left, pause, cancel. */
export function JobStrip(): ReactElement | null {
  const job = useApp((state) => state.job)
  if (!job) return null
  return (
    <section className="job" aria-label="Running job" data-testid="job" data-kind={job.kind}>
      <strong>{job.title}</strong>
      <Progress label={job.title} done={job.done} total={job.total} />
      <span data-testid="job-progress">
        {job.total > 0 && doneInWords(job)}
        {job.paused
          ? ', paused'
          : job.rate !== null && job.rate > 0 && `, ${rateInWords(job.rate, job.unit)}`}
        {!job.paused && job.secondsLeft !== null && `, about ${formatSeconds(job.secondsLeft)} left`}
      </span>
      <span className="row">
        {job.pause && job.resume && (
          <Button icon={job.paused ? 'play' : 'pause'} onClick={job.paused ? job.resume : job.pause}>
            {job.paused ? 'Resume' : 'Pause'}
          </Button>
        )}
        <Button icon="stop" onClick={job.cancel}>
          Cancel
        </Button>
      </span>
    </section>
  )
}

function doneInWords({ done, total, unit }: Job): string {
  return unit === 'bytes'
    ? `${formatBytes(done)} of ${formatBytes(total)}`
    : `${formatCount(done)} of ${formatCount(total)} ${unit}`
}

function rateInWords(perSecond: number, unit: string): string {
  return perSecond >= 1
    ? `${formatCount(Math.round(perSecond))} ${unit} a second`
    : `${formatSeconds(1 / perSecond)} each`
}

import { useEffect } from 'react'
import type { Job } from '../state/job.ts'

/** Jobs that start anew where the page is left; encoding and runs go on with what they have. */
const lostJobs: ReadonlySet<Job['kind']> = new Set<Job['kind']>([
  'import',
  'model',
  'fit',
  'predict',
  'archive',
])

/** Has the browser ask before the page is left, while that would undo a job. */
export function useLeaveWarning(job: Job['kind'] | undefined): void {
  const isLost = job !== undefined && lostJobs.has(job)
  useEffect(() => {
    if (!isLost) return
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [isLost])
}

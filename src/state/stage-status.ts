import type { OpenProject, RunRecord } from './app-state.ts'
import type { Job } from './job.ts'
import type { Stage } from './routes.ts'

/** Texts and pictures that have no vector yet. */
export const leftToEncode = ({ coverage }: Pick<OpenProject, 'coverage'>): number =>
  Object.values(coverage).reduce((left, { inputs, stored }) => left + inputs - stored, 0)

/** Whether a run describes other data than the project holds now; one that holds none contradicts no run. */
export const isStale = (
  { record, fingerprint }: Pick<OpenProject, 'record' | 'fingerprint'>,
  { dataFingerprint }: Pick<RunRecord, 'dataFingerprint'>,
): boolean => !record.casesLeftOut && dataFingerprint !== fingerprint

/** locked: something before it is missing. stale: its result describes data or roles that have changed since. */
export type StageStatus = 'locked' | 'open' | 'running' | 'done' | 'stale'

export function stageStatuses(project: OpenProject | null, job: Job | null): Record<Stage, StageStatus> {
  if (!project)
    return {
      data: 'locked',
      encode: 'locked',
      adapt: 'locked',
      results: 'locked',
      explore: 'locked',
      use: 'locked',
    }
  const dataDone =
    project.dataset !== null && !project.findings.some(({ notice }) => notice.severity === 'blocking')
  // Without texts and pictures there is nothing to encode.
  const encoded = dataDone && leftToEncode(project) === 0
  const doneRuns = project.runs.filter((run) => run.status === 'done')
  const fresh = doneRuns.some((run) => !isStale(project, run))
  return {
    data: dataDone ? 'done' : 'open',
    encode: !dataDone ? 'locked' : job?.kind === 'encode' ? 'running' : encoded ? 'done' : 'open',
    adapt: !encoded ? 'locked' : job?.kind === 'run' ? 'running' : fresh ? 'done' : 'open',
    results: project.runs.length === 0 ? 'locked' : fresh ? 'done' : doneRuns.length > 0 ? 'stale' : 'open',
    explore: doneRuns.length === 0 ? 'locked' : job?.kind === 'explore' ? 'running' : 'open',
    use: statusOfUse(project, job, fresh),
  }
}

/** It opens with a finished run, whose procedure can be fitted on all cases, and stays while there are models. */
function statusOfUse({ models, fingerprint }: OpenProject, job: Job | null, hasRun: boolean): StageStatus {
  if (job?.kind === 'fit' || job?.kind === 'predict') return 'running'
  if (models.length === 0) return hasRun ? 'open' : 'locked'
  return models.some(({ about }) => about.fingerprint === fingerprint) ? 'done' : 'stale'
}

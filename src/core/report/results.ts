import type { Dataset } from '../dataset/dataset.ts'
import { predictorsOf } from '../dataset/modalities.ts'
import type { Summary } from '../evaluation/summarise.ts'
import type { Results } from '../evaluation/types.ts'
import type { Notice } from '../notice.ts'
import type { Study } from '../study/study.ts'

/** results.json of a finished run: its study, where it ran, on what, what came out and how long it took. */
export function buildResults({
  study,
  environment,
  dataset,
  fingerprint,
  synthetic = false,
  notices = [],
  summary,
  timings,
}: {
  readonly study: Study
  readonly environment: Results['environment']
  readonly dataset: Pick<Dataset, 'patientIds' | 'classes' | 'y' | 'excluded' | 'modalities'>
  /** Of the data set, as `fingerprintDataset` makes it. */
  readonly fingerprint: string
  /** The data are made up. */
  readonly synthetic?: boolean
  /** All that was said about the data and their encoding. */
  readonly notices?: readonly Notice[]
  readonly summary: Summary
  readonly timings: Results['timings']
}): Results {
  const { patientIds, classes, y, excluded } = dataset
  const counts = new Float64Array(classes.length)
  for (const c of y) counts[c]!++
  return {
    version: 1,
    study,
    environment,
    data: {
      cases: y.length,
      patients: new Set(patientIds).size,
      classes: Object.fromEntries(classes.map((name, c) => [name, counts[c]!])),
      excluded,
      predictors: predictorsOf(dataset),
      fingerprint,
      synthetic,
      notices,
    },
    ...summary,
    timings,
  }
}

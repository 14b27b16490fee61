import { usesAll } from '../evaluation/modality-sets.ts'
import type { Results, SummaryRow } from '../evaluation/types.ts'
import { adaptSettings } from '../study/settings.ts'
import { flatten } from './flatten.ts'

/** Several runs side by side: every list of values has one a run, in their order. */
export interface ComparedRuns {
  /** Settings that are not the same in all: the path in the study file, and its value, empty where a run has none. */
  readonly differing: readonly { readonly path: string; readonly values: readonly string[] }[]
  /** One for each metric and classifier that decides one of the runs. */
  readonly figures: readonly ComparedFigures[]
}

export interface ComparedFigures {
  readonly metric: string
  readonly classifier: string
  readonly rows: readonly (Pick<SummaryRow, 'projection' | 'fusion'> & {
    /** null where a run has no such procedure, or its metric is undefined in every fold. */
    readonly values: readonly (SummaryRow | null)[]
  })[]
}

export function compareRuns(runs: readonly Results[]): ComparedRuns {
  const settings = runs.map(settingsByPath)
  const paths = [...new Set(settings.flatMap((one) => [...one.keys()]))]
  const decisive = new Map(
    runs.map(({ comparison: { metric, classifier } }) => [
      JSON.stringify([metric, classifier]),
      { metric, classifier },
    ]),
  )
  return {
    differing: paths
      .map((path) => ({ path, values: settings.map((one) => one.get(path) ?? '') }))
      .filter(({ values }) => new Set(values).size > 1),
    figures: [...decisive.values()].map((named) => figuresOf(runs, named)),
  }
}

/** A study's name and files say nothing of how it was computed. */
function settingsByPath({
  study,
  environment: { app, backend, trainer = 'tfjs' },
}: Results): Map<string, string> {
  const { version: _version, name: _name, files: _files, preset, ...chosen } = study
  return new Map([
    ...flatten({ ...chosen, preset: typeof preset === 'string' ? preset : 'own numbers' }, ''),
    ...flatten(adaptSettings(study), 'preset'),
    ...flatten({ app, backend, trainer }, 'environment'),
  ])
}

function figuresOf(
  runs: readonly Results[],
  { metric, classifier }: Pick<ComparedFigures, 'metric' | 'classifier'>,
): ComparedFigures {
  const rows = runs.map(({ summary }) =>
    summary.filter((row) => usesAll(row) && row.metric === metric && row.classifier === classifier),
  )
  const procedures = new Map(
    rows.flat().map(({ projection, fusion }) => [`${projection} ${fusion}`, { projection, fusion }]),
  )
  return {
    metric,
    classifier,
    rows: [...procedures.values()].map(({ projection, fusion }) => ({
      projection,
      fusion,
      values: rows.map(
        (ofRun) => ofRun.find((row) => row.projection === projection && row.fusion === fusion) ?? null,
      ),
    })),
  }
}

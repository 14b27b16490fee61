import { escapeFormula, writeCsv } from '../tables/write-csv.ts'
import type { CaseProblem } from './new-cases.ts'
import type { CasePrediction } from './predict-cases.ts'

export interface PredictedRow {
  readonly id: string
  readonly prediction: CasePrediction | null
  readonly problems: readonly CaseProblem[]
  /** Whether its ID is that of a training case: null where it has none. Absent in all rows of a file without IDs. */
  readonly inTraining?: boolean | null
}

/**
 * A line for every case: the most probable class, the probability of each with its interval, whether the case is unlike the training
 * cases or, by its ID, one of them, what it lacks, and the training cases it is most similar to; or why it was not predicted. Numbers in full; no cell can be
 * run as a formula by a spreadsheet.
 * @param wording of a problem
 */
export function predictionsCsv(
  rows: readonly PredictedRow[],
  classes: readonly string[],
  wording: (problem: CaseProblem) => string,
): string {
  const cells = (of: (row: PredictedRow) => string): string[] => rows.map((row) => escapeFormula(of(row)))
  const column = (name: string, of: (row: PredictedRow) => string) => ({
    name: escapeFormula(name),
    values: cells(of),
  })
  const predicted =
    (of: (prediction: CasePrediction) => string | number) =>
    ({ prediction }: PredictedRow): string =>
      prediction ? `${of(prediction)}` : ''
  return writeCsv({
    rows: rows.length,
    columns: [
      column('case', ({ id }) => id),
      column(
        'most_probable',
        predicted(({ proba }) => classes[proba.indexOf(Math.max(...proba))]!),
      ),
      ...classes.flatMap((name, c) => [
        column(
          `probability ${name}`,
          predicted(({ proba }) => proba[c]!),
        ),
        column(
          `low ${name}`,
          predicted(({ intervals }) => intervals[c]![0]),
        ),
        column(
          `high ${name}`,
          predicted(({ intervals }) => intervals[c]![1]),
        ),
      ]),
      column(
        'unlike_training_cases',
        predicted(({ isUnlike }) => (isUnlike ? 'yes' : 'no')),
      ),
      ...(rows.some(({ inTraining }) => inTraining !== undefined) ? [column('in_training', yesOrNo)] : []),
      column(
        'missing',
        predicted(({ missing }) => missing.join('; ')),
      ),
      column(
        'unseen_categories',
        predicted(({ unseen }) => unseen),
      ),
      column(
        'similar_training_cases',
        predicted(({ similar }) => similar.map((one) => one.case).join('; ')),
      ),
      column('not_predicted_because', ({ problems }) => problems.map(wording).join('; ')),
    ],
  })
}

const yesOrNo = ({ inTraining = null }: PredictedRow): string =>
  inTraining === null ? '' : inTraining ? 'yes' : 'no'

import type { Results } from '../../src/core/evaluation/types.ts'

/** What two runs of one study must agree in; times differ. */
export function figures({ cells, summary, comparison, predictions }: Results): unknown {
  return { cells: cells.map(({ seconds: _seconds, ...cell }) => cell), summary, comparison, predictions }
}

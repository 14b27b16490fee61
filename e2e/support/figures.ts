import type { Results } from '../../src/core/evaluation/types.ts'

/** What two runs of one study on one backend must agree in to the last bit: all but its name, the machine and the times (R12). */
export function figures({
  study: _study,
  environment: _environment,
  timings: _timings,
  cells,
  ...rest
}: Results): unknown {
  return { ...rest, cells: cells.map(({ seconds: _seconds, ...cell }) => cell) }
}

import { useMemo } from 'react'
import { marks } from '../../charts/point-renderer.ts'
import { mapChart, type MapChart } from '../../core/charts/map.ts'
import type { Results } from '../../core/evaluation/types.ts'
import type { FoldPredictions } from '../../core/explore/fold-predictions.ts'
import type { LayoutMethod } from '../../core/explore/map-layout.ts'
import { procedureLabel } from '../../core/report/words.ts'
import type { ExploredFold } from '../../state/exploration.ts'
import { coloursBy } from './colours.ts'
import type { LabelsNow } from './labels-now.ts'

/** The two maps of a fold as data, with the same colours. */
export function useFoldMaps(
  fold: ExploredFold,
  method: LayoutMethod,
  by: string,
  { results, predictions, now }: { results: Results; predictions: FoldPredictions; now: LabelsNow },
): { readonly before: MapChart; readonly after: MapChart } {
  const { dataset, cases, choice } = fold
  const layouts = fold.layouts[method]!
  const colours = useMemo(
    () => coloursBy(by, { dataset, cases, predictions, now }),
    [by, dataset, cases, predictions, now],
  )
  return useMemo(
    () => ({
      before: mapChart('Before: without projection', layouts.before, colours),
      after: mapChart(`After: ${procedureLabel(choice, results)}`, layouts.after, colours),
    }),
    [layouts, colours, choice, results],
  )
}

/** What holds of each row on the maps, see `marks`, [n]. */
export function usePointMarks(
  n: number,
  of: { matches: ReadonlySet<number> | null; chosen: ReadonlySet<number>; current: number | null },
): Uint8Array {
  const { matches, chosen, current } = of
  return useMemo(
    () =>
      Uint8Array.from(
        { length: n },
        (_, row) =>
          (matches && !matches.has(row) ? marks.faint : 0) +
          (chosen.has(row) ? marks.selected : 0) +
          (row === current ? marks.focused : 0),
      ),
    [n, matches, chosen, current],
  )
}

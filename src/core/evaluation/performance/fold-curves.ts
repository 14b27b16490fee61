import { rankingOf } from '../metrics/ranking.ts'
import { columnOf, type Scored } from '../metrics/metric.ts'
import { resamplesOfCurves, rowWeights, type Resamples } from '../resamples.ts'
import { bandOf } from './bands.ts'
import { basisOf } from './basis.ts'
import type { ClassPerformance } from './performance.ts'
import { curveGrid, rankCurves, type RankCurves } from './rank-curves.ts'

/**
 * ROC and precision-recall curve of one class against the rest: read in every fold, then averaged, as AUROC and average
 * precision are. Folds in which a curve is undefined are left out of the mean; so are resamples in which another fold's is.
 * @param scored a procedure's predictions of each fold, null where it has none
 */
export function foldCurves(
  scored: readonly (Scored | null)[],
  c: number,
  resamples: Resamples,
): Pick<ClassPerformance, 'roc' | 'pr' | 'discrimination'> {
  const read: RankCurves = { roc: new Float64Array(curveGrid.length), pr: new Float64Array(curveGrid.length) }
  const folds = scored.flatMap((of, fold) => {
    if (!of) return []
    const weights = new Float64Array(of.y.length).fill(1)
    const readFold = rankCurves(rankingOf(columnOf(of.proba, c), (row) => of.y[row] === c))
    readFold(weights, read)
    return Number.isNaN(read.roc[0]!) ? [] : [{ fold, weights, readFold }]
  })
  const used = new Set(folds.map(({ fold }) => fold))
  const discrimination = basisOf(
    scored.map((of, fold) => (used.has(fold) ? of : null)),
    c,
  )
  if (folds.length === 0) return { roc: null, pr: null, discrimination }

  const addAll = (weigh: (fold: number, weights: Float64Array) => void, into: RankCurves): void => {
    for (const { fold, weights, readFold } of folds) {
      weigh(fold, weights)
      readFold(weights, read)
      for (let k = 0; k < curveGrid.length; k++) {
        into.roc[k]! += read.roc[k]! / folds.length
        into.pr[k]! += read.pr[k]! / folds.length
      }
    }
  }
  const once = { roc: new Float64Array(curveGrid.length), pr: new Float64Array(curveGrid.length) }
  addAll((_fold, weights) => void weights.fill(1), once)
  const bands = {
    roc: bandOf(curveGrid.length, resamplesOfCurves),
    pr: bandOf(curveGrid.length, resamplesOfCurves),
  }
  for (let b = 0; b < resamplesOfCurves; b++)
    addAll((fold, weights) => rowWeights(resamples, b, fold, weights), {
      roc: bands.roc.of(b),
      pr: bands.pr.of(b),
    })
  return {
    roc: bands.roc.around(curveGrid, once.roc),
    pr: bands.pr.around(curveGrid, once.pr),
    discrimination,
  }
}

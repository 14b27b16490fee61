import { classLook } from '../../core/charts/class-look.ts'
import type { mapChart } from '../../core/charts/map.ts'
import type { Look } from '../../core/charts/xy-chart.ts'
import type { Dataset } from '../../core/dataset/dataset.ts'
import type { FoldPredictions } from '../../core/explore/fold-predictions.ts'
import type { LabelsNow } from './labels-now.ts'

/** What the points may be coloured by; labels as they are today only where they are others than the run saw. */
export function colouringsOf(
  { caseIds, classes, y }: Pick<Dataset, 'caseIds' | 'classes' | 'y'>,
  cases: Int32Array,
  now: LabelsNow,
): readonly { readonly value: string; readonly label: string }[] {
  const isChanged = cases.some((i) => {
    const today = now.labelOf.get(caseIds[i]!)
    return today !== undefined && today !== classes[y[i]!]
  })
  return [
    { value: 'label', label: isChanged ? 'Label that the run saw' : 'Label' },
    ...(isChanged ? [{ value: 'today', label: 'Label today' }] : []),
    { value: 'predicted', label: 'Predicted class' },
    { value: 'right', label: 'Right or wrong' },
    ...now.tags.map((tag) => ({ value: `tag ${tag}`, label: `Tag “${tag}”` })),
  ]
}

const pale: Look = { colour: 'neutral', shape: 'circle', dashed: true }

/** @param by a value of `colouringsOf` */
export function coloursBy(
  by: string,
  of: {
    readonly dataset: Dataset
    readonly cases: Int32Array
    readonly predictions: FoldPredictions
    readonly now: LabelsNow
  },
): Parameters<typeof mapChart>[2] {
  const { dataset, cases, predictions, now } = of
  const { classes, y, caseIds } = dataset
  if (by === 'label') return { by: 'label', names: classes, of: cases.map((i) => y[i]!) }
  if (by === 'today') {
    // the run's classes keep their looks; those that the data have had since follow
    const names = [...new Set([...classes, ...now.classes])]
    const today = (i: number): string => now.labelOf.get(caseIds[i]!) ?? classes[y[i]!]!
    return { by: 'label today', names, of: cases.map((i) => names.indexOf(today(i))) }
  }
  if (by === 'predicted') {
    const isWhole = predictions.predicted.every((c) => c >= 0)
    return {
      by: 'predicted class',
      names: isWhole ? classes : [...classes, 'no prediction'],
      of: predictions.predicted.map((c) => (c < 0 ? classes.length : c)),
      looks: [...classes.map((_, c) => classLook(c)), pale],
    }
  }
  if (by === 'right') {
    const isWhole = predictions.predicted.every((c) => c >= 0)
    return {
      by: 'whether the prediction is the label',
      names: isWhole ? ['right', 'wrong'] : ['right', 'wrong', 'no prediction'],
      of: predictions.predicted.map((c, row) => (c < 0 ? 2 : Number(c !== y[cases[row]!]))),
      looks: [pale, { colour: 'class-1', shape: 'square', dashed: false }, { ...pale, shape: 'triangle' }],
    }
  }
  const tag = by.replace(/^tag /, '')
  return {
    by: `tag “${tag}”`,
    names: [`without “${tag}”`, `“${tag}”`],
    of: cases.map((i) => Number(now.tagsOf.get(caseIds[i]!)?.includes(tag) ?? false)),
    looks: [pale, { colour: 'class-0', shape: 'diamond', dashed: false }],
  }
}

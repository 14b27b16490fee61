import { usesAll } from '../evaluation/modality-sets.ts'
import type { Cell, Results } from '../evaluation/types.ts'
import { classifierTitle, counted, procedureLabel } from './words.ts'

/** What was fitted over all folds of a procedure, or of a classifier on it. */
export interface FittedLine {
  readonly label: string
  /** "epochs 12.4", "notes: left out in 1 of 5 folds" */
  readonly facts: readonly string[]
}

/**
 * The details of the cells that use all modalities in words (R13): for each projection and fusion the mean of each detail over the folds that
 * have it, and the folds in which a modality was left out; for each classifier what was chosen and what went wrong.
 */
export function fittedLines(results: Results): FittedLine[] {
  const byProcedure = grouped(results.cells.filter(usesAll), (cell) => procedureLabel(cell, results))
  return [...byProcedure].flatMap(([label, cells]) => {
    const byClassifier = [...grouped(cells, (cell) => cell.classifier)]
    // A projection is fitted once for all classifiers of a fold.
    const folds = byClassifier[0]![1]
    const lines = [
      { label, facts: projectionFacts(folds) },
      ...byClassifier.map(([name, of]) => ({
        label: `${label}, ${classifierTitle(name)}`,
        facts: classifierFacts(of),
      })),
    ]
    return lines.filter(({ facts }) => facts.length > 0)
  })
}

const meansShown: Readonly<Record<string, { readonly noun: string; readonly digits: number }>> = {
  networks: { noun: 'networks joined', digits: 1 },
  epochs: { noun: 'epochs', digits: 1 },
  rank: { noun: 'rank', digits: 1 },
  heldBackPairAuc: { noun: 'held-back pair AUC', digits: 3 },
  candidates: { noun: 'candidates searched', digits: 1 },
  components: { noun: 'components', digits: 1 },
  componentsInner: { noun: 'components of the inner fit', digits: 1 },
  componentsAsked: { noun: 'components asked for', digits: 1 },
  varianceKept: { noun: 'share of the variance kept', digits: 3 },
}

/** What a search chose: the values themselves, since a mean of them is none of the candidates. */
const chosenShown: Readonly<Record<string, string>> = {
  temperatureChosen: 'temperature chosen',
  hiddenChosen: 'hidden units chosen',
  dropoutChosen: 'dropout chosen',
  weightDecayChosen: 'weight decay chosen',
}

/** "0.1 in 3 folds, 0.5 in 1 fold" */
function countedValues(values: readonly number[]): string {
  const times = new Map<number, number>()
  for (const value of values) times.set(value, (times.get(value) ?? 0) + 1)
  return [...times]
    .sort(([a], [b]) => a - b)
    .map(([value, count]) => `${value} in ${counted(count, 'fold')}`)
    .join(', ')
}

function projectionFacts(folds: readonly Cell[]): string[] {
  const fitted = folds.map(detailsOf)
  return namesIn(fitted).flatMap((name) => {
    const colon = name.lastIndexOf(': ')
    const modality = colon < 0 ? '' : name.slice(0, colon + 2)
    const detail = name.slice(modality.length)
    const values = valuesOf(fitted, name)
    if (detail === 'leftOut') {
      const times = values.filter((value) => value === 1).length
      return times > 0 ? [`${modality}left out in ${times} of ${folds.length} folds`] : []
    }
    if (detail === 'unseen') {
      const unseen = values.reduce((sum, value) => sum + value, 0)
      return [
        `${modality}${unseen} test ${unseen === 1 ? 'value' : 'values'} of a category never seen in training`,
      ]
    }
    if (detail === 'searchedWithoutValidation')
      return [
        `${modality}nothing searched for want of validation cases of two classes in ${values.length} of ${folds.length} folds`,
      ]
    const chosen = chosenShown[detail]
    if (chosen !== undefined) return [`${modality}${chosen} ${countedValues(values)}`]
    const shown = meansShown[detail]
    if (!shown) return []
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const text = Number.isInteger(mean) ? `${mean}` : mean.toFixed(shown.digits)
    const some = values.length < folds.length ? ` (in ${values.length} of ${folds.length} folds)` : ''
    return [`${modality}${shown.noun} ${text}${some}`]
  })
}

function classifierFacts(fits: readonly Cell[]): string[] {
  const chosen = fits.map((fit) => fit.classifier_details ?? detailsOf(fit))
  const C = valuesOf(chosen, 'C')
  const [low, high] = [Math.min(...C), Math.max(...C)]
  const times = (name: string, value: number): number =>
    valuesOf(chosen, name).filter((v) => v === value).length
  const inFits = (count: number, what: string): string[] =>
    count > 0 ? [`${what} in ${count} of ${fits.length} fits`] : []
  return [
    ...(C.length > 0 ? [low === high ? `C ${low}` : `C ${low} to ${high}`] : []),
    ...inFits(times('chosenWithoutValidation', 1), 'C chosen without validation cases of two classes'),
    ...inFits(times('converged', 0), 'not converged'),
  ]
}

/** Runs stored by earlier versions have no details. */
const detailsOf = ({ details }: Partial<Pick<Cell, 'details'>>): Cell['details'] => details ?? {}

const namesIn = (all: readonly Cell['details'][]): string[] => [...new Set(all.flatMap(Object.keys))]

const valuesOf = (all: readonly Cell['details'][], name: string): number[] =>
  all.map((details) => details[name]).filter((value) => value !== undefined)

function grouped(cells: readonly Cell[], keyOf: (cell: Cell) => string): Map<string, Cell[]> {
  const groups = new Map<string, Cell[]>()
  for (const cell of cells) groups.set(keyOf(cell), [...(groups.get(keyOf(cell)) ?? []), cell])
  return groups
}

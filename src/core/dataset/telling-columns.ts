import type { YieldToLoop } from '../steps.ts'
import type { CategoryColumn, Dataset, NumberColumn, TableColumnValues } from './dataset.ts'
import { casesWhere } from './finding.ts'
import { tableModalities } from './modalities.ts'
import { isGap } from './table-modality.ts'

/** AUROC from which a single column counts as telling the label, for one class against the rest. */
const telling = 0.99
/** With fewer cases on either side, a perfect order is no surprise. */
const fewestCases = 10

export interface TellingColumn {
  readonly name: string
  /** Of the class that it tells best, at least 0.99: a column that falls as the class rises tells it as well. */
  readonly auroc: number
  /** The cases that have a value. */
  readonly cases: Int32Array
}

/**
 * Columns that nearly tell a class by themselves (R5): values that were written down because the outcome was known, most
 * likely. A hint for a human: a few are medicine.
 */
export async function findTellingColumns(
  { classes, y, modalities }: Pick<Dataset, 'classes' | 'y' | 'modalities'>,
  yieldToLoop?: YieldToLoop,
): Promise<TellingColumn[]> {
  const found: TellingColumn[] = []
  for (const column of tableModalities({ modalities }).flatMap(({ columns }) => columns)) {
    const either = aurocs(column, y, classes.length).map((auroc) => Math.max(auroc, 1 - auroc))
    const auroc = Math.max(...either)
    const cases = casesWhere(y.length, (i) => !isGap(column, i))
    if (auroc >= telling) found.push({ name: column.name, auroc, cases })
    await yieldToLoop?.()
  }
  return found
}

/** AUROC of the column for each class against the rest, over the cases that have a value; 0.5 where too few have. */
function aurocs(column: TableColumnValues, y: Int32Array, classes: number): number[] {
  const steps = column.kind === 'number' ? numberSteps(column, y, classes) : levelSteps(column, y, classes)
  const sizes = new Float64Array(classes)
  for (const step of steps) step.forEach((count, c) => (sizes[c]! += count))
  const total = sum(sizes)
  return Array.from(sizes, (size, c) => {
    const others = total - size
    if (size < fewestCases || others < fewestCases) return 0.5
    // A category has no order: the best there is for the class.
    const ordered = column.kind === 'number' ? steps : steps.toSorted((a, b) => share(a, c) - share(b, c))
    let below = 0
    let wins = 0
    for (const step of ordered) {
      const rest = sum(step) - step[c]!
      wins += step[c]! * (below + rest / 2)
      below += rest
    }
    return wins / (size * others)
  })
}

/** Cases of each class at every different value, in rising order. */
function numberSteps({ values }: NumberColumn, y: Int32Array, classes: number): Float64Array[] {
  const order = Array.from(values.keys())
    .filter((i) => !Number.isNaN(values[i]!))
    .sort((a, b) => values[a]! - values[b]!)
  const steps: Float64Array[] = []
  order.forEach((i, k) => {
    if (k === 0 || values[i] !== values[order[k - 1]!]) steps.push(new Float64Array(classes))
    steps.at(-1)![y[i]!]!++
  })
  return steps
}

/** Cases of each class at every level; levels of fewer cases than `fewestCases` prove nothing and count as one. */
function levelSteps({ values, levels }: CategoryColumn, y: Int32Array, classes: number): Float64Array[] {
  const counts = levels.map(() => new Float64Array(classes))
  values.forEach((level, i) => level >= 0 && counts[level]![y[i]!]!++)
  const rare = new Float64Array(classes)
  const steps = counts.filter((step) => {
    if (sum(step) >= fewestCases) return true
    step.forEach((count, c) => (rare[c]! += count))
    return false
  })
  return [...steps, rare]
}

const share = (step: Float64Array, c: number): number => step[c]! / (sum(step) || 1)

const sum = (counts: Float64Array): number => counts.reduce((total, count) => total + count, 0)

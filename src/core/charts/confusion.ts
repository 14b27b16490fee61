import { formatCount } from '../format.ts'

/** The confusion matrix as it is drawn: a table whose cells are shaded by their share of the true class. */
export interface ConfusionChart {
  readonly title: string
  readonly classes: readonly string[]
  readonly rows: readonly {
    readonly label: string
    /** Predictions of cases of this class. */
    readonly total: number
    readonly cells: readonly ConfusionCell[]
  }[]
  readonly summary: string
}

export interface ConfusionCell {
  readonly count: number
  /** Of the true class's predictions, 0 to 1; null where it has none. */
  readonly share: number | null
  readonly isRight: boolean
  /** How strongly it is shaded: 0, nothing, to 4. */
  readonly level: number
}

const levels = 4

/** @param confusion counts: rows are true classes, columns predicted ones, both in the order of `classes` */
export function confusionChart(
  confusion: readonly (readonly number[])[],
  classes: readonly string[],
): ConfusionChart {
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0)
  const total = sum(confusion.map(sum))
  const right = sum(confusion.map((row, c) => row[c]!))
  const mistakes = confusion.flatMap((row, from) =>
    row.flatMap((count, to) => (from === to || count === 0 ? [] : [{ count, from, to }])),
  )
  const most = mistakes.reduce<(typeof mistakes)[number] | null>(
    (top, one) => (top && top.count >= one.count ? top : one),
    null,
  )
  const share = total > 0 ? ` (${((100 * right) / total).toFixed(0)} %)` : ''
  const mostly = most
    ? ` Most often, “${classes[most.from]!}” is taken for “${classes[most.to]!}”: ${most.count === 1 ? 'once' : `${formatCount(most.count)} times`}.`
    : ''
  return {
    title: 'Confusion matrix',
    classes,
    rows: confusion.map((row, from) => ({
      label: classes[from]!,
      total: sum(row),
      cells: row.map((count, to) => {
        const ofClass = sum(row)
        const part = ofClass > 0 ? count / ofClass : null
        return { count, share: part, isRight: from === to, level: Math.ceil((part ?? 0) * levels) }
      }),
    })),
    summary: `n = ${formatCount(total)} held-out predictions, ${formatCount(right)} of them right${share}.${mostly}`,
  }
}

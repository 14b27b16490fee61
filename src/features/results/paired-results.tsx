import { useState, type ReactElement } from 'react'
import { findMetric } from '../../core/evaluation/metrics/registry.ts'
import { usesAll } from '../../core/evaluation/modality-sets.ts'
import { pairedComparisons } from '../../core/evaluation/paired-comparisons.ts'
import type { Results, SummaryRow } from '../../core/evaluation/types.ts'
import { classifierTitle } from '../../core/report/words.ts'
import { projectionInWords } from '../../strings/words.ts'
import { Select } from '../../ui/field.tsx'
import { DifferenceTable, type DifferenceGroup } from './difference-table.tsx'

/** Every projection against none with every classifier, folded: the verdict is the one that was named before the run. */
export function PairedResults({ results }: { results: Results }): ReactElement | null {
  const [metric, setMetric] = useState(results.comparison.metric)
  const groups = groupsOf(results, metric)
  if (groups.length === 0) return null
  const names = [...new Set(results.summary.map((row) => row.metric))]
  return (
    <details className="disclosure">
      <summary>Every projection against none, on every classifier</summary>
      <div className="stack">
        <div className="row">
          <Select
            label="Metric of the differences"
            value={metric}
            options={names.map((name) => ({ value: name, label: findMetric(name)?.title ?? name }))}
            onChange={setMetric}
          />
          <span className="quiet">Not named before the run: read it as a hint.</span>
        </div>
        <DifferenceTable
          label="Differences to no projection"
          testId="paired-table"
          headings={['Classifier', 'Projection']}
          to="none"
          corrected="the number of differences in this table"
          metric={metric}
          groups={groups}
        />
      </div>
    </details>
  )
}

/** By classifier and form, no projection first. */
function groupsOf(results: Results, metric: string): DifferenceGroup[] {
  const severalFusions = results.study.fusion.length > 1
  const paired = pairedComparisons(results, metric)
  const keyOf = ({ classifier, fusion }: Pick<SummaryRow, 'classifier' | 'fusion'>): string =>
    `${classifier} ${fusion}`
  const summary = results.summary.filter((row) => usesAll(row) && row.metric === metric)
  return [...new Map(paired.map((row) => [keyOf(row), row]))].map(([key, { classifier, fusion }]) => {
    const rowOf = (projection: SummaryRow['projection']): SummaryRow | null =>
      summary.find((row) => keyOf(row) === key && row.projection === projection) ?? null
    const none = { projection: 'none', fusion } as const
    return {
      key,
      label: classifierTitle(classifier),
      rows: [
        { label: projectionInWords(none, severalFusions), summary: rowOf('none'), difference: null, p: null },
        ...paired
          .filter((row) => keyOf(row) === key)
          .map((row) => ({
            label: projectionInWords(row, severalFusions),
            summary: rowOf(row.projection),
            difference: row.difference,
            p: row.p,
          })),
      ],
    }
  })
}

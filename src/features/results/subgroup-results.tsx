import { useState, type ReactElement } from 'react'
import { fewestOfClass, fewestPatients } from '../../core/evaluation/scored-cases.ts'
import type { Results } from '../../core/evaluation/types.ts'
import { subgroupColumns, subgroupsOf } from '../../core/report/case-groups.ts'
import { Select } from '../../ui/field.tsx'
import { CaseGroupTable } from './case-group-table.tsx'
import { ShownChoice } from './shown-choice.tsx'

/** How groups of cases did, by the values of a column; nothing where no column makes any. */
export function SubgroupResults({ results }: { results: Results }): ReactElement | null {
  const { metric, classifier } = results.comparison
  const columns = subgroupColumns(results)
  const [shown, setShown] = useState({ metric, classifier })
  const [chosen, setColumn] = useState(columns[0])
  const column = columns.find((name) => name === chosen) ?? columns[0]
  if (column === undefined) return null
  return (
    <section className="screen__section" aria-labelledby="subgroups">
      <div className="row">
        <h2 id="subgroups">By subgroup</h2>
        <Select
          label="Column of the subgroups"
          value={column}
          options={columns.map((name) => ({ value: name, label: name }))}
          onChange={setColumn}
        />
        <ShownChoice what="the subgroups" results={results} shown={shown} onChange={setShown} />
      </div>
      <p className="quiet">
        The same predictions, on the held-out cases of each group alone: differences between groups were not
        tested. Groups of fewer than {fewestPatients} patients, or without {fewestOfClass} cases of two
        classes, are counted and not scored.
      </p>
      <CaseGroupTable
        label={`Results by ${column}`}
        heading={column}
        testId="subgroups-table"
        groups={subgroupsOf(results, column, shown.metric, shown.classifier)}
        severalFusions={results.study.fusion.length > 1}
      />
    </section>
  )
}

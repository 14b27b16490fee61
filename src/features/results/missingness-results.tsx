import { useState, type ReactElement } from 'react'
import { fewestOfClass, fewestPatients } from '../../core/evaluation/scored-cases.ts'
import type { Results } from '../../core/evaluation/types.ts'
import { missingnessGroups } from '../../core/report/case-groups.ts'
import { CaseGroupTable } from './case-group-table.tsx'
import { ShownChoice } from './shown-choice.tsx'

/** How cases did by the modalities they have; nothing where all have the same. */
export function MissingnessResults({ results }: { results: Results }): ReactElement | null {
  const { metric, classifier } = results.comparison
  const [shown, setShown] = useState({ metric, classifier })
  const groups = missingnessGroups(results, shown.metric, shown.classifier)
  if (groups.length === 0) return null
  return (
    <section className="screen__section" aria-labelledby="missingness">
      <div className="row">
        <h2 id="missingness">By what is missing</h2>
        <ShownChoice what="cases by what is missing" results={results} shown={shown} onChange={setShown} />
      </div>
      <p className="quiet">
        The held-out cases by the modalities they have, mean over the folds that hold such cases. Groups of
        fewer than {fewestPatients} patients, or without {fewestOfClass} cases of two classes, are counted and
        not scored.
      </p>
      <CaseGroupTable
        label="Results by what is missing"
        heading="Modalities that the cases have"
        testId="missingness-table"
        groups={groups}
        severalFusions={results.study.fusion.length > 1}
      />
    </section>
  )
}

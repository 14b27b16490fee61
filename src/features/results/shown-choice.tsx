import type { ReactElement } from 'react'
import { findMetric } from '../../core/evaluation/metrics/registry.ts'
import type { Results } from '../../core/evaluation/types.ts'
import { classifierTitle } from '../../core/report/words.ts'
import { Select } from '../../ui/field.tsx'

/** Which numbers a section shows; those of the verdict first. */
export interface Shown {
  readonly metric: string
  readonly classifier: string
}

/** The metric and the classifier of the section that `what` names. */
export function ShownChoice(props: {
  what: string
  results: Results
  shown: Shown
  onChange: (shown: Shown) => void
}): ReactElement {
  const { what, results, shown, onChange } = props
  const metrics = [...new Set(results.summary.map((row) => row.metric))]
  return (
    <>
      <Select
        label={`Metric of ${what}`}
        value={shown.metric}
        options={metrics.map((name) => ({ value: name, label: findMetric(name)?.title ?? name }))}
        onChange={(metric) => onChange({ ...shown, metric })}
      />
      <Select
        label={`Classifier of ${what}`}
        value={shown.classifier}
        options={results.study.classifiers.map((name) => ({ value: name, label: classifierTitle(name) }))}
        onChange={(classifier) => onChange({ ...shown, classifier })}
      />
    </>
  )
}

import { useState, type ReactElement } from 'react'
import type { NamedPerformance } from '../../core/charts/class-curves.ts'
import type { Results } from '../../core/evaluation/types.ts'
import type { ProcedurePerformance } from '../../core/evaluation/performance/performance.ts'
import { classifierTitle } from '../../core/report/words.ts'
import { projectionInWords } from '../../strings/words.ts'
import { Select } from '../../ui/field.tsx'
import { CalibrationResults } from './calibration-results.tsx'
import { ConfusionResults } from './confusion-results.tsx'
import { DecisionResults } from './decision-results.tsx'
import { DiscriminationResults } from './discrimination-results.tsx'
import { OperatingPointResults } from './operating-point-results.tsx'
import { RunAgain } from './run-again.tsx'

const compared = 'compared'
const everything = 'all'

/** Beyond one number: curves, calibration, benefit, what happens at a threshold, and which cases are mistaken. */
export function PerformanceResults({ results }: { results: Results }): ReactElement {
  const { performance, comparison, study } = results
  const [classifier, setClassifier] = useState(comparison.classifier)
  const [shown, setShown] = useState(compared)
  const [className, setClassName] = useState<string | null>(null)
  if (!performance || performance.length === 0)
    return (
      <section className="screen__section" aria-labelledby="performance">
        <h2 id="performance">How good the predictions are</h2>
        <p className="quiet">
          An earlier version of Nearside made this run, and kept no curves, calibration or confusion matrix.
          Run it again to see them; this run stays.
        </p>
        <RunAgain />
      </section>
    )
  const named = performance
    .filter((one) => one.classifier === classifier)
    .map((one) => ({ label: projectionInWords(one, study.fusion.length > 1), performance: one }))
  const procedures = named.filter(
    ({ label, performance: one }) =>
      shown === everything || shown === label || (shown === compared && isCompared(results, one)),
  )
  const classes = named[0]?.performance.classes.map((one) => one.class) ?? []
  const chosenClass = classes.find((name) => name === className) ?? classes[0] ?? ''
  const classifiers = study.classifiers.filter((name) => performance.some((one) => one.classifier === name))
  return (
    <section className="screen__section performance" aria-labelledby="performance">
      <div className="row">
        <h2 id="performance">How good the predictions are</h2>
        <Select
          label="Classifier of the curves"
          value={classifier}
          options={classifiers.map((name) => ({ value: name, label: classifierTitle(name) }))}
          onChange={setClassifier}
        />
        <Select
          label="Procedures of the curves"
          value={shown}
          options={[
            { value: compared, label: 'The two compared' },
            ...named.map(({ label }) => ({ value: label, label: `Only: ${label}` })),
            { value: everything, label: 'All projections' },
          ]}
          onChange={setShown}
        />
        {classes.length > 1 && (
          <Select
            label="Class of the curves"
            value={chosenClass}
            options={classes.map((name) => ({ value: name, label: `“${name}” against the rest` }))}
            onChange={setClassName}
          />
        )}
      </div>
      <p className="quiet">
        By predictions of cases that were held out. Bands and intervals hold 95 % and come from resampling
        patients.
      </p>
      <DiscriminationResults procedures={procedures} className={chosenClass} />
      <CalibrationResults procedures={procedures} className={chosenClass} />
      <div className="charts-2">
        <DecisionResults procedures={procedures} className={chosenClass} />
        <OperatingPointResults procedures={procedures} className={chosenClass} rule={study.operating_point} />
      </div>
      <ConfusionResults results={results} procedures={named} preferred={preferred(results, named)} />
    </section>
  )
}

/** One of the two sides, on whichever classifier. */
function isCompared({ comparison }: Results, { projection, fusion }: ProcedurePerformance): boolean {
  return [0, 1].some((i) => comparison.compare[i] === projection && comparison.fusion[i] === fusion)
}

/** The subject of the comparison. */
function preferred({ comparison }: Results, named: readonly NamedPerformance[]): string {
  const subject = named.find(
    ({ performance: { projection, fusion } }) =>
      projection === comparison.compare[0] && fusion === comparison.fusion[0],
  )
  return subject?.label ?? named[0]?.label ?? ''
}

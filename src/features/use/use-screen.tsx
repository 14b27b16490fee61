import { useState, type ReactElement } from 'react'
import { uncapitalised } from '../../core/report/words.ts'
import { useApp } from '../../state/context.ts'
import { routeHash } from '../../state/routes.ts'
import { Callout } from '../../ui/callout.tsx'
import { plural } from '../../ui/format.ts'
import { BatchPredictions } from './batch-predictions.tsx'
import { CaseForm } from './case-form.tsx'
import { CaseResult } from './case-result.tsx'
import { FitModel } from './fit-model.tsx'
import { ModelList } from './model-list.tsx'
import { procedureInWords } from './procedure-words.ts'
import { TakeAway } from './take-away.tsx'
import './use.css'

/** A model fitted on all cases (R11), and what it says of new ones. */
export function UseScreen(): ReactElement | null {
  const project = useApp((state) => state.project)
  const job = useApp((state) => state.job)
  const [chosen, setChosen] = useState<string | null>(null)
  if (!project) return null
  const { models, fingerprint } = project
  const model = models.find(({ id }) => id === chosen) ?? models[0]
  if (!model)
    return (
      <div className="screen">
        <header className="screen__head">
          <h1>{job?.kind === 'fit' ? 'The final model is being fitted' : 'No final model yet'}</h1>
          <p className="screen__lead">
            A final model is the compared procedure fitted once more, on all cases. It predicts new ones. Its
            performance is not measured; the cross-validation describes the procedure.
          </p>
        </header>
        <FitModel />
      </div>
    )
  const { about } = model
  return (
    <div className="screen">
      <header className="screen__head">
        <h1>What does the model say of a new case?</h1>
        <p className="screen__lead" data-testid="model-sentence">
          Final model, fitted on all {plural(about.cases, 'case')}: {uncapitalised(procedureInWords(about))}.
          Its performance is not measured; the{' '}
          <a href={routeHash({ screen: 'results', projectId: project.record.id })}>cross-validation</a>{' '}
          describes the procedure.
        </p>
      </header>
      {about.fingerprint !== fingerprint && (
        <Callout kind="warning">
          The data or its roles have changed since this model was fitted. It predicts from the data as they
          were; compare and fit again for the data as they are.
        </Callout>
      )}
      <section className="screen__section" aria-labelledby="one-case">
        <h2 id="one-case">One new case</h2>
        <CaseForm key={model.id} model={model} />
        <CaseResult model={model} />
      </section>
      <section className="screen__section" aria-labelledby="many-cases">
        <h2 id="many-cases">Many new cases</h2>
        <BatchPredictions model={model} />
      </section>
      <section className="screen__section" aria-labelledby="take-away">
        <h2 id="take-away">Take the model away</h2>
        <TakeAway key={model.id} model={model} />
      </section>
      <section className="screen__section" aria-labelledby="models">
        <h2 id="models">Final models of this project</h2>
        <ModelList models={models} shown={model.id} onShow={setChosen} />
        <details className="disclosure">
          <summary>Fit another model</summary>
          <FitModel />
        </details>
      </section>
    </div>
  )
}

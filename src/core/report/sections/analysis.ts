import { metrics } from '../../evaluation/metrics/registry.ts'
import type { Results } from '../../evaluation/types.ts'
import type { ProjectionName } from '../../projection/projection.ts'
import { adaptSettings } from '../../study/settings.ts'
import { known, type Answers, type ReportInput } from '../answer.ts'
import { leavesSitesOut } from '../../evaluation/compared-folds.ts'
import { columnsWith } from '../facts.ts'
import { html, type Html } from '../html-text.ts'
import { capitalised, classifierTitle, counted, listed, uncapitalised, validationInWords } from '../words.ts'

export function analysis({
  results,
}: ReportInput): Answers<'12a' | '12b' | '12c' | '12d' | '12e' | '12f' | '12g'> {
  const { study, performance = [] } = results
  const sites = columnsWith(study, 'site')
  return {
    '12a': known(partition(results)),
    '12b': known(transformations(results)),
    '12c': known(model(results)),
    '12d': known(
      html`<p>
        ${
          leavesSitesOut(results)
            ? `One site of “${study.validation.leave_out ?? ''}” was left out at a time; results by site stand under 23b.`
            : `Not examined: no site was left out by itself${sites.length > 0 ? `, though ${listed(sites)} names one` : ''}.`
        }
      </p>`,
    ),
    '12e': known(measures(results)),
    '12f': known(
      html`<p>
        ${
          performance.length > 0
            ? 'Platt’s and isotonic recalibration, fitted in each fold on inner predictions of its training cases, are shown beside the probabilities as they are; the verdict rests on the latter.'
            : 'No model was updated.'
        }
      </p>`,
    ),
    '12g': known(
      html`<p>
        Every case that a fold tests was predicted by the encoder, transformations, projection and classifier
        of that fold. The probabilities of these cases stand in results.json.
      </p>`,
    ),
  }
}

function partition({ study, locked_test }: Results): Html {
  const { validation } = study
  const isDrawn = validation.folds_column === undefined && validation.leave_out === undefined
  return html`<p>
    ${validationInWords(validation)}${isDrawn ? ', split by patient, then by class' : ''}; seed
    ${validation.seed}. Whatever was chosen was chosen on an inner split of the training cases, by patient, a
    fifth held
    back.${
      locked_test
        ? ` ${counted(locked_test.cases, 'case')} of ${counted(locked_test.patients, 'patient')} were locked away before and predicted once.`
        : ''
    }
  </p>`
}

function transformations({ study, data }: Results): Html {
  const { standardise } = adaptSettings(study)
  const roles = new Set((data.predictors ?? []).map(({ role }) => role))
  const encoded = [roles.has('text') ? 'texts' : '', roles.has('image') ? 'pictures' : '']
    .filter((what) => what !== '')
    .join(' and ')
  const parts = [
    encoded === '' ? '' : `${capitalised(encoded)} became vectors by frozen encoders, which learnt nothing from these data.`,
    roles.has('number') ? 'Numbers were put on one scale with mean and deviation of the training cases.' : '',
    roles.has('category') ? 'Categories became a column for each value that the training cases have.' : '',
    roles.has('embedding') ? 'Ready-made vectors were used as they are.' : '',
    standardise
      ? 'All features were then standardised with mean and deviation of the training cases.'
      : 'Features were not standardised further.',
  ] // prettier-ignore
  return html`<p>${parts.filter((part) => part !== '').join(' ')}</p>`
}

const procedures: Readonly<Record<ProjectionName, string>> = {
  none: 'no projection (the features themselves)',
  pca: 'principal component analysis',
  contrastive: 'a small network trained contrastively with the labels of the training cases',
}

function model({ study }: Results): Html {
  const { contrastive, classifiers } = adaptSettings(study)
  const classifierNames = study.classifiers.map((name) => uncapitalised(classifierTitle(name))).join(', ')
  const tuned = [
    study.projections.includes('contrastive') && contrastive.patience !== null ? 'the number of epochs' : '',
    study.projections.includes('contrastive') && contrastive.search !== null ? 'numbers of the network over a grid' : '',
    study.classifiers.includes('lr') && classifiers.lr.C.length > 1 ? 'C of logistic regression' : '',
  ].filter((what) => what !== '') // prettier-ignore
  return html`<p>
    ${capitalised(study.projections.map((name) => procedures[name]).join('; '))}. On each: ${classifierNames}.
    ${tuned.length > 0 ? `Chosen on the inner split: ${tuned.join(', ')}.` : 'Nothing was tuned.'} Preset:
    ${typeof study.preset === 'string' ? study.preset : 'own numbers'}; every number stands at the end.
    Internal validation as under 12a (Margaritis, Petridis, Bertsimas 2025, arXiv 2502.02048).
  </p>`
}

function measures({ summary, performance = [], label_shuffle }: Results): Html {
  const used = metrics.filter(({ name }) => summary.some((row) => row.metric === name))
  return html`<p>
      ${capitalised(used.map(({ noun }) => noun).join(', '))}; definitions are scikit-learn’s.
      ${
        performance.length > 0
          ? 'ROC and precision-recall curves, calibration (intercept, slope, smoothed curve, Brier), the decision curve, and predictive values at a threshold.'
          : ''
      }
    </p>
    <p>
      Intervals of single rows come from drawing patients with replacement within the test folds (1,000
      resamples); they speak of the patients, not of a new training. The comparison is the corrected resampled
      t-test (Nadeau and Bengio 2003) on the paired differences of the folds, variance factor 1/J +
      n(test)/n(training); it helps or harms only where the 95 % interval excludes
      0.${label_shuffle ? ' As a check, the procedures were run with labels dealt to other patients.' : ''}
    </p>`
}

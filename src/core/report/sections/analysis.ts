import { ablationGroups } from '../../evaluation/ablation.ts'
import { metrics } from '../../evaluation/metrics/registry.ts'
import { pairedComparisons } from '../../evaluation/paired-comparisons.ts'
import { resamplesOfCurves, resamplesOfNumbers } from '../../evaluation/resamples.ts'
import type { Results } from '../../evaluation/types.ts'
import type { ProjectionName } from '../../projection/projection.ts'
import { adaptSettings } from '../../study/settings.ts'
import { known, type Answers, type ReportInput } from '../answer.ts'
import { leavesSitesOut } from '../../evaluation/compared-folds.ts'
import { columnsWith, siteGroups } from '../facts.ts'
import { formatCount } from '../../format.ts'
import { html, type Html } from '../html-text.ts'
import { capitalised, classifierTitle, counted, listed, uncapitalised, validationInWords } from '../words.ts'

export function analysis({
  results,
}: ReportInput): Answers<'12a' | '12b' | '12c' | '12d' | '12e' | '12f' | '12g'> {
  const { study, performance = [] } = results
  const sites = columnsWith(study, 'site')
  const groups = siteGroups(results)
  return {
    '12a': known(partition(results)),
    '12b': known(transformations(results)),
    '12c': known(model(results)),
    '12d': known(
      html`<p>
        ${
          leavesSitesOut(results)
            ? `One site of “${study.validation.leave_out ?? ''}” was left out at a time; results by site stand under 23b.`
            : groups.length > 0
              ? `No site was left out by itself; results by ${listed(groups)} stand among the subgroups under 23a.`
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
        of that
        fold.${results.locked_test ? ' The locked cases were predicted by those that were fitted once on all other cases.' : ''}
        The probabilities of these cases stand in results.json.
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

function measures(results: Results): Html {
  const { summary, performance = [] } = results
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
      Intervals of single rows are percentile intervals of the bootstrap by patient: patients are drawn with
      replacement within the test folds (${formatCount(resamplesOfNumbers)}
      resamples${performance.length > 0 ? `, ${resamplesOfCurves} for the bands of curves` : ''}); they speak
      of the patients, not of a new training. The comparison is the corrected resampled t-test (Nadeau and
      Bengio 2003) on the paired differences of the folds, variance factor 1/J + n(test)/n(training); it helps
      or harms only where the 95 % interval excludes 0. ${furtherComparisons(results).join(' ')}
    </p>`
}

/** What else was compared, and how: what this run has. */
function furtherComparisons(results: Results): string[] {
  const { comparison, locked_test: locked, label_shuffle } = results
  const { metric, classifier } = comparison
  const tables = [
    pairedComparisons(results, metric).length > 0 ? 'every projection against none' : '',
    ablationGroups(results, metric, classifier).length > 0 ? 'fewer modalities against all' : '',
  ].filter((table) => table !== '')
  return [
    tables.length > 0
      ? `Beside it, ${tables.join(' and ')}: the same test, p by Holm’s correction (1979) for all of a table.`
      : '',
    locked?.comparison.method === 'delong'
      ? 'On the locked test set the two AUROCs are compared by DeLong’s test (DeLong, DeLong and Clarke-Pearson 1988).'
      : '',
    locked?.comparison.method === 'patient-bootstrap'
      ? 'On the locked test set the interval of the difference comes from the bootstrap by patient, both sides in the same resamples, without a p.'
      : '',
    label_shuffle ? 'As a check, the procedures were run with labels dealt to other patients.' : '',
  ].filter((sentence) => sentence !== '')
}

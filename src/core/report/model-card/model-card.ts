import { findMetric, metrics } from '../../evaluation/metrics/registry.ts'
import { usesAll } from '../../evaluation/modality-sets.ts'
import { fewestPatients } from '../../evaluation/scored-cases.ts'
import type { Results, SummaryRow } from '../../evaluation/types.ts'
import { estimateText, formatCount } from '../../format.ts'
import type { ModelModality } from '../../model/final-model.ts'
import { keepsCases } from '../../model/keeps-cases.ts'
import { calibrationOf, type ModelFacts } from '../../model/model-facts.ts'
import type { Notice } from '../../notice.ts'
import { casesInWords, classShares, outcomeName, relabelSentences } from '../facts.ts'
import { lockedCasesSentence } from '../locked-test.ts'
import { performanceLines } from '../performance-lines.ts'
import { verdictSentence } from '../verdict.ts'
import {
  capitalised,
  classifierTitle,
  counted,
  fusionNouns,
  listed,
  projectionHeadings,
  uncapitalised,
  undefinedInWords,
  validationInWords,
} from '../words.ts'
import { text, toWrite, type CardBlock, type CardSection, type ModelCard } from './card.ts'

export interface CardInput {
  readonly model: ModelFacts
  /** Of the run whose procedure it is; null where it is not kept any more. */
  readonly results: Results | null
  /** The wording of a notice, which the core has not. */
  readonly wordNotice: (notice: Notice) => string
}

/**
 * A model card (Mitchell et al. 2019): intended use, data, results with intervals, limits. It fills in what the app knows, and marks
 * what only people know. The results are the cross-validation's, of the procedure: the model itself is not measured (R11).
 */
export function modelCard(input: CardInput): ModelCard {
  const { results } = input
  return {
    title: `Model card: ${input.model.study.name}`,
    sections: [
      about(input),
      intendedUse(input),
      data(input),
      results
        ? figures(input.model, results)
        : {
            title: 'Results',
            blocks: [text('The run that this model was fitted after is not kept any more.'), toWrite('the results of the cross-validation, with intervals')], // prettier-ignore
          },
      limits(input),
      privacy(input),
    ],
  }
}

const recalibrationWords = {
  none: 'as the classifier gives them',
  platt: 'calibrated by Platt’s scaling',
  isotonic: 'calibrated by isotonic regression',
  'not-possible':
    'as the classifier gives them: they were to be calibrated, but the held-out cases lack those of a class',
} as const

function about({ model }: CardInput): CardSection {
  const { choice, modalities, computedWith, classes, fingerprint } = model
  const form = modalities.length > 1 ? `, ${fusionNouns[choice.fusion]}` : ''
  return {
    title: 'The model',
    blocks: [
      text('Research use only. Not a medical device.'),
      {
        kind: 'list',
        items: [
          `Procedure: ${uncapitalised(projectionHeadings[choice.projection])}${form}, ${uncapitalised(classifierTitle(choice.classifier))}, probabilities ${recalibrationWords[calibrationOf(model)]}.`,
          `Classes: ${listed(classes)}.`,
          ...modalities.map(modalityWords),
          `Fitted on all ${counted(model.cases, 'case')} of ${counted(model.patients, 'patient')} (a final refit, R11), with Nearside ${computedWith.app} on ${computedWith.backend}.`,
          `SHA-256 of its data: ${fingerprint}.`,
        ],
      },
      toWrite('who is responsible for the model, how to reach them, and its version among theirs'),
    ],
  }
}

function modalityWords(modality: ModelModality): string {
  switch (modality.kind) {
    case 'text':
    case 'image': {
      const { id, revision, dtype } = modality.encoder
      const kind = modality.kind === 'text' ? 'Text' : 'Picture'
      return `${kind} “${modality.name}”, by the frozen encoder ${id} (revision ${revision}, ${dtype}).`
    }
    case 'embedding':
      return `Ready-made vectors “${modality.name}”, ${formatCount(modality.dimensions)} numbers each.`
    case 'table':
      return `Numbers and categories: ${listed(predictors(modality))}.`
  }
}

const predictors = (modality: ModelModality): readonly string[] =>
  modality.kind === 'table' ? modality.columns.map(({ name }) => name) : [modality.name]

function intendedUse({ model }: CardInput): CardSection {
  const outcome = outcomeName(model.study)
  return {
    title: 'Intended use',
    blocks: [
      text(
        `It gives each new case a probability of each class of ${outcome}, from ${listed(model.modalities.flatMap(predictors))}. It is for research: no decision about a patient may rest on it.`,
      ),
      toWrite(
        'the question it serves, who would use it, on which patients, and at which point of their care',
      ),
      toWrite('uses that it is not meant for'),
    ],
  }
}

function data({ model, results }: CardInput): CardSection {
  const relabels = relabelSentences(model.study).map(text)
  if (!results)
    return {
      title: 'Data',
      blocks: [
        text(`${casesInWords(model)}.`),
        ...relabels,
        toWrite('the cases by class, and what was left out'),
      ],
    }
  const { data: of } = results
  const excluded = of.excluded.map(({ reason, count }) => `${formatCount(count)}: ${reason}`)
  return {
    title: 'Data',
    blocks: [
      text(
        `${casesInWords(of)}: ${classShares(of.classes)}.${of.synthetic ? ' The data are synthetic.' : ''}`,
      ),
      ...relabels,
      ...(excluded.length > 0 ? [text('Rows left out:'), { kind: 'list', items: excluded } as const] : []),
      toWrite('where and when the cases were collected, who was eligible, and how the outcome was assessed'),
      toWrite('age, sex and other characteristics of the patients'),
      toWrite('consent, ethics approval and who may see the data'),
    ],
  }
}

function figures(model: ModelFacts, results: Results): CardSection {
  const { choice } = model
  const calibration = calibrationOf(model)
  const isOwn = (row: Pick<SummaryRow, 'projection' | 'fusion' | 'classifier'>): boolean =>
    row.projection === choice.projection &&
    row.fusion === choice.fusion &&
    row.classifier === choice.classifier
  const own = results.summary.filter((row) => usesAll(row) && isOwn(row))
  const { locked_test: locked, comparison, study } = results
  return {
    title: 'Results',
    blocks: [
      text(
        `They describe the procedure in cross-validation, not this model, whose performance is not measured (R11). ${validationInWords(study.validation)}; means over the folds, 95 % intervals from resampling patients (R8). Probabilities are the classifier’s own.`,
      ),
      metricTable(own),
      ...calibrationBlocks(calibration === 'not-possible' ? 'none' : calibration, results, isOwn),
      text(`The comparison named before the run: ${verdictSentence(comparison)}`),
      ...(locked
        ? [
            text(`Locked test set: ${lockedCasesSentence(locked)}`),
            metricTable(locked.summary.filter((row) => usesAll(row) && isOwn(row))),
          ]
        : []),
      ...subgroupBlocks(results, isOwn),
    ],
  }
}

const metricTable = (rows: readonly SummaryRow[]): CardBlock => ({
  kind: 'table',
  header: ['Metric', 'Mean (95 % interval)', 'Undefined'],
  rows: metrics.flatMap((metric) =>
    rows
      .filter((row) => row.metric === metric.name)
      .map((row) => [metric.title, estimateText(row.mean, row.ci95), undefinedInWords(row)]),
  ),
})

type IsOwn = (row: Pick<SummaryRow, 'projection' | 'fusion' | 'classifier'>) => boolean

/** Of the probabilities as the model gives them. */
function calibrationBlocks(
  recalibration: ModelFacts['choice']['recalibration'],
  { performance = [] }: Results,
  isOwn: IsOwn,
): CardBlock[] {
  const lines = performance
    .filter(isOwn)
    .flatMap(performanceLines)
    .filter((line) => line.level === 'calibration' && line.recalibration === recalibration)
  if (lines.length === 0) return []
  return [
    text(
      `Calibration of probabilities ${recalibrationWords[recalibration]}, on all held-out cases together:`,
    ),
    {
      kind: 'table',
      header: ['Figure', 'Class', 'Value (95 % interval)'],
      rows: lines.map((line) => [
        findMetric(line.metric)?.title ?? line.metric,
        line.class ?? '',
        estimateText(line.value, line.ci95),
      ]),
    },
  ]
}

function subgroupBlocks({ subgroups = [], comparison }: Results, isOwn: IsOwn): CardBlock[] {
  if (subgroups.length === 0) return [toWrite('results in groups of patients that matter for fairness')]
  const metric = findMetric(comparison.metric)?.noun ?? comparison.metric
  return [
    text(
      `In subgroups, ${metric}. Groups of fewer than ${fewestPatients} patients are counted and not scored; differences were not tested.`,
    ),
    {
      kind: 'table',
      header: ['Group', 'Cases', 'Mean (95 % interval)'],
      rows: subgroups.map((group) => {
        const row = group.summary.find((of) => usesAll(of) && isOwn(of) && of.metric === comparison.metric)
        return [
          `${group.column}: ${group.level ?? 'no value'}`,
          formatCount(group.cases),
          row ? estimateText(row.mean, row.ci95) : 'not scored',
        ]
      }),
    },
  ]
}

function limits({ model, results, wordNotice }: CardInput): CardSection {
  const warnings = (results?.data.notices ?? []).filter(({ severity }) => severity !== 'info')
  return {
    title: 'Limits',
    blocks: [
      {
        kind: 'list',
        items: [
          'Cross-validation speaks of cases like these. Elsewhere, later, or with other equipment the model may do worse; evaluate it there first.',
          'A missing value or modality is marked as missing, and a category that training did not know counts as none, as in training.',
          `Inside the app a case that is unlike the training cases is marked (by the choice of the threshold, ${(100 * model.falseAlarmRate).toFixed(1)} % of the held-out training cases lie beyond it), and a probability has an interval. A file of the model has neither.`,
          ...warnings.map((notice) => `Warned of by the app: ${wordNotice(notice)}`),
        ],
      },
      toWrite('what the sample, its size, and what is missing do to these results'),
      toWrite('for whom the model may be unfair, and what was done about it'),
    ],
  }
}

function privacy({ model }: CardInput): CardSection {
  const classifier = capitalised(uncapitalised(classifierTitle(model.choice.classifier)))
  return {
    title: 'Privacy',
    blocks: [
      text(
        keepsCases(model.choice)
          ? `${classifier} keeps vectors of cases that it was fitted on: a file of this model is patient data.`
          : 'A file of this model holds no case, but what was learned from them, and the values of its categories. It may still reveal something of whom it was trained on.',
      ),
      toWrite('who may have the model, and by whose decision'),
    ],
  }
}

import { cellOf } from '../../evaluation/testing/cells.ts'
import type { Cell, Comparison, Results, SummaryRow } from '../../evaluation/types.ts'

export const comparison: Comparison = {
  metric: 'auroc',
  classifier: 'lr',
  compare: ['contrastive', 'none'],
  fusion: ['single', 'single'],
  a: 0.8714,
  b: 0.8423,
  difference: 0.0291,
  ci95: [0.0112, 0.047],
  p: 0.0123,
  verdict: 'helps',
  pairs: 2,
  undefined_pairs: 0,
}

const cell = (projection: Cell['projection'], fold: number, auroc: number | null): Cell =>
  cellOf({ projection, fold, metrics: { auroc, log_loss: 0.5 }, seconds: 1.5 })

const row = (projection: SummaryRow['projection'], metric: string, mean: number): SummaryRow => ({
  projection,
  fusion: 'single',
  classifier: 'lr',
  metric,
  mean,
  sd: 0.0213,
  ci95: [mean - 0.02, mean + 0.018],
  undefined_cells: 0,
  undefined_resamples: 3,
})

/** Results of a small run whose names a spreadsheet or a browser would run, were they not escaped. */
export const results: Results = {
  version: 1,
  study: {
    version: 1,
    name: '<img src=x onerror=alert(1)>',
    files: ['=cmd.csv'],
    encoders: { text: 'nearside/starter-text' },
    texts: 'each',
    long_texts: 'truncate',
    projections: ['none', 'contrastive'],
    fusion: ['single'],
    ablation: false,
    label_shuffle: false,
    preset: 'robust',
    classifiers: ['lr'],
    validation: { folds: 2, repeats: 1, seed: 42 },
    primary: { metric: 'auroc', classifier: 'lr', compare: ['contrastive', 'none'] },
    operating_point: { rule: 'youden' },
  },
  environment: { app: '0.1.0', browser: 'Chromium 156', backend: 'wasm', adapter: '', threads: 2 },
  data: {
    cases: 100,
    patients: 60,
    classes: { benign: 70, '<script>': 30 },
    excluded: [{ reason: 'the label is empty', count: 4 }],
  },
  cells: [
    cell('contrastive', 0, 0.88),
    cell('contrastive', 1, null),
    cell('none', 0, 0.85),
    cell('none', 1, 0.8346),
  ],
  summary: [
    row('contrastive', 'auroc', 0.8714),
    row('none', 'auroc', 0.8423),
    row('contrastive', 'log_loss', 0.4321),
    row('none', 'log_loss', 0.4521),
  ],
  comparison,
  predictions: [
    {
      case: 'secret-case',
      repeat: 0,
      fold: 0,
      projection: 'none',
      fusion: 'single',
      classifier: 'lr',
      proba: { benign: 1 },
    },
  ],
  timings: { load_s: 1, embed_s: 2, train_s: 3, classify_s: 4, total_s: 10 },
}

const used = <Row extends Cell | SummaryRow>(row: Row, ...modalities: string[]): Row => ({
  ...row,
  modalities,
})

/** The same run with an ablation of two modalities, and results by what is missing. */
export const ablated: Results = {
  ...results,
  study: { ...results.study, ablation: true },
  cells: [
    ...results.cells,
    used(cell('contrastive', 0, 0.78), '<i>notes'),
    used(cell('contrastive', 1, 0.7), '<i>notes'),
    used(cell('none', 0, 0.8), '<i>notes'),
    used(cell('none', 1, 0.7), '<i>notes'),
    used(cell('none', 0, 0.6), 'table'),
    used(cell('none', 1, 0.6), 'table'),
  ],
  summary: [
    ...results.summary,
    used(row('contrastive', 'auroc', 0.74), '<i>notes'),
    used(row('none', 'auroc', 0.75), '<i>notes'),
    used(row('none', 'auroc', 0.6), 'table'),
  ],
  missingness: [
    {
      modalities: ['<i>notes', 'table'],
      cases: 70,
      patients: 45,
      classes: { benign: 50, '<script>': 20 },
      summary: [row('contrastive', 'auroc', 0.91), { ...row('none', 'auroc', 0.89), undefined_cells: 1 }],
    },
    { modalities: ['table'], cases: 30, patients: 19, classes: { benign: 20, '<script>': 10 }, summary: [] },
  ],
}

/** The same run with one site left out at a time, a locked test set and the label-shuffle check. */
export const checked: Results = {
  ...results,
  study: {
    ...results.study,
    label_shuffle: true,
    validation: { folds: 2, repeats: 1, seed: 42, leave_out: '<b>ward', test: { share: 0.2 } },
  },
  cells: results.cells.map((one) => ({
    ...one,
    fold_name: ['<b>A', 'B'][one.fold]!,
    n_set_aside: 3 + one.fold,
  })),
  cross_validation: { cases: 80, patients: 48, classes: { benign: 56, '<script>': 24 } },
  locked_test: {
    cases: 20,
    patients: 12,
    classes: { benign: 14, '<script>': 6 },
    cells: [cell('contrastive', 0, 0.9), cell('none', 0, 0.8)],
    summary: [row('contrastive', 'auroc', 0.9), row('none', 'auroc', 0.8), row('none', 'log_loss', 0.4)],
    comparison: {
      metric: 'auroc',
      classifier: 'lr',
      compare: ['contrastive', 'none'],
      fusion: ['single', 'single'],
      a: 0.9,
      b: 0.8,
      difference: 0.1,
      ci95: [-0.02, 0.22],
      p: 0.1024,
      method: 'delong',
      not_delong: null,
      undefined_resamples: 0,
    },
    predictions: [
      {
        case: 'locked-secret-case',
        projection: 'none',
        fusion: 'single',
        classifier: 'lr',
        proba: { benign: 1 },
      },
    ],
  },
  label_shuffle: {
    metric: 'auroc',
    classifier: 'lr',
    permutations: 5,
    chance: 0.5,
    procedures: [
      {
        projection: 'contrastive',
        fusion: 'single',
        values: [0.7, 0.72, null, 0.74, 0.73],
        mean: 0.7225,
        range: [0.7, 0.74],
        ci99: [0.672, 0.773],
        verdict: 'not at chance',
        undefined_cells: 2,
      },
      {
        projection: 'none',
        fusion: 'single',
        values: [0.48, 0.5, 0.52, 0.51, 0.49],
        mean: 0.5,
        range: [0.48, 0.52],
        ci99: [0.467, 0.533],
        verdict: 'at chance',
        undefined_cells: 0,
      },
    ],
    verdict: 'not at chance',
  },
}

import type { Results, UnitResult } from '../core/evaluation/types.ts'
import { matrixFrom } from '../core/math/matrix.ts'
import type { Study } from '../core/study/study.ts'

export const someStudy: Study = {
  version: 1,
  name: 'triage',
  files: ['triage.csv'],
  encoders: { text: 'nearside/starter-text' },
  texts: 'each',
  long_texts: 'truncate',
  projections: ['none', 'contrastive'],
  fusion: ['single'],
  ablation: false,
  label_shuffle: false,
  preset: 'robust',
  classifiers: ['lr'],
  validation: { folds: 5, repeats: 1, seed: 42 },
  primary: { metric: 'auroc', classifier: 'lr', compare: ['contrastive', 'none'] },
  operating_point: { rule: 'youden' },
}

export const someUnit: UnitResult = {
  unit: {
    repeat: 0,
    fold: 0,
    projection: 'none',
    fusion: 'single',
    train: Int32Array.of(0, 1, 2),
    test: Int32Array.of(3),
  },
  cells: [],
  proba: { lr: matrixFrom([[0.25, 0.75]]) },
  inner: { cases: Int32Array.of(1), proba: { lr: matrixFrom([[0.5, 0.5]]) } },
  epochs: [],
  details: {},
  seconds: { train: 0, classify: 1 },
}

export const someResults: Results = {
  version: 1,
  study: someStudy,
  environment: { app: '0.1.0', browser: 'test', backend: 'cpu', adapter: '', threads: 1 },
  data: { cases: 4, patients: 4, classes: { a: 2, b: 2 }, excluded: [] },
  cells: [],
  summary: [],
  comparison: {
    metric: 'auroc',
    classifier: 'lr',
    compare: ['contrastive', 'none'],
    fusion: ['single', 'single'],
    a: 0.8,
    b: 0.7,
    difference: 0.1,
    ci95: [0, 0.2],
    p: 0.04,
    verdict: 'helps',
    pairs: 5,
    undefined_pairs: 0,
  },
  predictions: [],
  timings: { load_s: 1, embed_s: 1, train_s: 1, classify_s: 1, total_s: 4 },
}

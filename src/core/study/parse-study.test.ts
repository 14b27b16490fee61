import { describe, expect, test } from 'vitest'
import { Failure, type FailureData } from '../failure.ts'
import { presets } from '../projection/presets.ts'
import { defaultSettings } from './default-settings.ts'
import { parseStudy } from './parse-study.ts'

const known = {
  metrics: ['auroc', 'f1', 'f1_macro', 'log_loss'],
  encoders: { text: ['nearside/starter-text', 'org/other'], image: ['nearside/starter-image'] },
}

/** The example of the study file's description, without what later versions bring. */
const full = {
  version: 1,
  name: 'abstracts',
  files: ['cases.csv', 'more/'],
  columns: {
    abstract: { role: 'text' },
    note: { role: 'text' },
    row: { role: 'id' },
    patient: { role: 'patient' },
    where: { role: 'site' },
    when: { role: 'date' },
    split: { role: 'fold' },
    other: { role: 'ignore' },
    vec: { role: 'embedding', columns: ['e0', 'e1'] },
    scan: { role: 'embedding', prefix: 's_' },
    list: { role: 'embedding' },
    outcome: {
      role: 'label',
      positive: 'malignant',
      classes: ['benign', 'malignant'],
      merge: { benign: ['normal', 'cyst'] },
      relabels: [{ case: 'c7', from: 'benign', to: 'malignant' }],
    },
  },
  encoders: { text: 'org/other', image: 'nearside/starter-image' },
  texts: 'joined',
  long_texts: 'windows',
  projections: ['none', 'pca', 'contrastive'],
  fusion: ['single', 'per-modality'],
  ablation: true,
  label_shuffle: true,
  preset: 'paper',
  classifiers: ['lr', 'cart'],
  validation: { folds: 10, repeats: 1, seed: 7, folds_column: 'split' },
  primary: { metric: 'f1', classifier: 'cart', compare: ['contrastive', 'pca'] },
  operating_point: { rule: 'sensitivity', value: 0.9, prevalence: 0.02 },
  subgroups: ['where', 'other'],
}
const relabel = { case: 'c7', from: 'a', to: 'b' }
const least = { version: 1, files: ['cases.csv'] }

function failureOf(study: unknown): FailureData {
  try {
    parseStudy(study, known)
  } catch (thrown) {
    if (thrown instanceof Failure) return { code: thrown.code, params: thrown.params } as FailureData
    throw thrown
  }
  throw new Error('the study was accepted')
}

describe('a study file', () => {
  test('says everything itself', () => {
    expect(parseStudy(full, known)).toEqual(full)
    expect(parseStudy(JSON.parse(JSON.stringify(full)), known)).toEqual(full)
  })

  test('gets the defaults for what it leaves out', () => {
    expect(parseStudy(least, known)).toEqual({ ...least, name: 'study', ...defaultSettings() })
    const partly = parseStudy({ ...least, validation: { seed: 3 }, primary: { metric: 'f1' } }, known)
    expect(partly.validation).toEqual({ folds: 5, repeats: 1, seed: 3 })
    expect(partly.primary).toEqual({ metric: 'f1', classifier: 'lr', compare: ['contrastive', 'none'] })
  })

  test('compares what it runs: the usual classifier and pair only where it has them', () => {
    const study = parseStudy({ ...least, classifiers: ['knn', 'cart'], projections: ['none', 'pca'] }, known)
    expect(study.primary).toEqual({ metric: 'auroc', classifier: 'knn', compare: ['pca', 'none'] })
  })

  test('may give every number of its preset', () => {
    expect(parseStudy({ ...least, preset: presets.robust }, known).preset).toEqual(presets.robust)
    expect(parseStudy({ ...least, preset: presets.paper }, known).preset).toEqual(presets.paper)
  })

  test('of an earlier version lacks the choices that came later, and means what was done then', () => {
    const { hiddenLayers: _, ...contrastive } = presets.robust.contrastive
    const { classWeight: __, ...classifiers } = presets.robust.classifiers
    const preset = { ...presets.robust, contrastive, classifiers }
    expect(parseStudy({ ...least, preset }, known).preset).toEqual(presets.robust)
  })

  test('may choose depth, optimiser, batches, seeds, a search and class weights', () => {
    const contrastive = {
      ...presets.robust.contrastive,
      hiddenLayers: 2,
      optimiser: 'sgd',
      batches: 'class-aware',
      seeds: 3,
      search: { temperature: [0.05, 0.5], hidden: [64], dropout: [], weightDecay: [0.01] },
    }
    const classifiers = { ...presets.robust.classifiers, classWeight: 'balanced' }
    const preset = { ...presets.robust, contrastive, classifiers }
    expect(parseStudy({ ...least, preset }, known).preset).toEqual(preset)
  })

  test('may name columns like properties of every object', () => {
    const text =
      '{"version":1,"files":["a.csv"],"columns":{"__proto__":{"role":"text"},"constructor":{"role":"label"}}}'
    const { columns } = parseStudy(JSON.parse(text), known)
    expect(Object.entries(columns!)).toEqual([
      ['__proto__', { role: 'text' }],
      ['constructor', { role: 'label' }],
    ])
  })
})

describe('what a study may not say', () => {
  const withColumn = (entry: unknown): unknown => ({ ...least, columns: { c: entry } })
  const own = structuredClone(presets.robust) as unknown as Record<string, Record<string, unknown>>
  const withContrastive = (changes: object): unknown => ({
    ...least,
    preset: { ...own, contrastive: { ...own['contrastive'], ...changes } },
  })
  const grid = { temperature: [], hidden: [], dropout: [], weightDecay: [] }
  const withClassifiers = (changes: object): unknown => ({
    ...least,
    preset: { ...own, classifiers: { ...own.classifiers, ...changes } },
  })

  test.each([
    [{ ...least, fold: 5 }, '', 'fold', 'projections'],
    [{ ...least, validation: { fold: 5 } }, 'validation', 'fold', 'folds_column'],
    [{ ...least, primary: { metrics: 'f1' } }, 'primary', 'metrics', 'compare'],
    [{ ...least, encoders: { texts: 'x' } }, 'encoders', 'texts', 'text'],
    [withColumn({ role: 'text', columns: [] }), 'columns.c', 'columns', 'role'],
    [withColumn({ role: 'embedding', positive: 'x' }), 'columns.c', 'positive', 'prefix'],
    [withColumn({ role: 'label', positiv: 'x' }), 'columns.c', 'positiv', 'positive'],
    [{ ...least, preset: { ...own, extra: 1 } }, 'preset', 'extra', 'contrastive'],
    [
      { ...least, preset: { ...own, contrastive: { ...own.contrastive, tau: 1 } } },
      'preset.contrastive',
      'tau',
      'temperature',
    ],
  ])('an unknown key is refused with the known ones (%#)', (study, path, key, known) => {
    expect(failureOf(study)).toMatchObject({ code: 'study-unknown-key', params: { path, key } })
    expect(failureOf(study).params).toMatchObject({ known: expect.stringContaining(known) as string })
  })

  test.each([
    [withColumn({ role: 'txt' }), 'columns.c.role', 'text'],
    [{ ...least, encoders: { text: 'bert' } }, 'encoders.text', 'nearside/starter-text'],
    [{ ...least, projections: ['none', 'umap'] }, 'projections[1]', 'contrastive'],
    [{ ...least, fusion: ['late'] }, 'fusion[0]', 'per-modality'],
    [{ ...least, texts: 'both' }, 'texts', 'joined'],
    [{ ...least, preset: 'best' }, 'preset', 'robust'],
    [{ ...least, classifiers: ['svm'] }, 'classifiers[0]', 'lr'],
    [{ ...least, primary: { metric: 'auc' } }, 'primary.metric', 'auroc'],
    [{ ...least, classifiers: ['lr'], primary: { classifier: 'knn' } }, 'primary.classifier', 'lr'],
    [
      { ...least, projections: ['none', 'pca'], primary: { compare: ['contrastive', 'none'] } },
      'primary.compare[0]',
      'pca',
    ],
    [
      { ...least, preset: { ...own, contrastive: { ...own.contrastive, loss: 'triplet' } } },
      'preset.contrastive.loss',
      'supcon',
    ],
    [
      { ...least, preset: { ...own, contrastive: { ...own.contrastive, hidden: 'big' } } },
      'preset.contrastive.hidden',
      'paper',
    ],
    [withContrastive({ optimiser: 'lion' }), 'preset.contrastive.optimiser', 'sgd'],
    [withClassifiers({ classWeight: 'heavy' }), 'preset.classifiers.classWeight', 'balanced'],
    [withContrastive({ batches: 'balanced' }), 'preset.contrastive.batches', 'class-aware'],
    [withColumn({ role: 'label', classes: ['a', 'b'], positive: 'c' }), 'columns.c.positive', 'a, b'],
    [{ ...full, validation: { folds_column: 'patient' } }, 'validation.folds_column', 'split'],
    [{ ...least, operating_point: { rule: 'best' } }, 'operating_point.rule', 'youden'],
    [{ ...full, subgroups: ['where', 'nowhere'] }, 'subgroups[1]', 'patient'],
  ])('an unknown name is refused with the known ones (%#)', (study, path, known) => {
    expect(failureOf(study)).toMatchObject({
      code: 'study-unknown-name',
      params: { path, known: expect.stringContaining(known) as string },
    })
  })

  test('R3: a rule has the value it needs, and no other', () => {
    const point = (operating_point: unknown): unknown => ({ ...least, operating_point })
    expect(failureOf(point({ rule: 'sensitivity' }))).toMatchObject({
      code: 'study-missing-key',
      params: { path: 'operating_point.value' },
    })
    expect(failureOf(point({ value: 0.5 }))).toMatchObject({ code: 'study-conflict' })
    for (const value of [0, 1, 1.5])
      expect(failureOf(point({ rule: 'fixed', value }))).toMatchObject({ code: 'study-out-of-range' })
    expect(failureOf(point({ prevalence: 0 }))).toMatchObject({ code: 'study-out-of-range' })
    expect(parseStudy(point({ prevalence: 0.02 }), known).operating_point).toEqual({
      rule: 'youden',
      prevalence: 0.02,
    })
    expect(parseStudy({ ...least, subgroups: [] }, known).subgroups).toEqual([])
  })

  test.each([
    [null, ''],
    [[], ''],
    ['study', ''],
    [{ ...least, version: '1' }, 'version'],
    [{ ...least, name: 5 }, 'name'],
    [{ ...least, files: 'cases.csv' }, 'files'],
    [{ ...least, files: [] }, 'files'],
    [{ ...least, files: [1] }, 'files[0]'],
    [{ ...least, columns: [] }, 'columns'],
    [withColumn('text'), 'columns.c'],
    [withColumn({ role: 'label', merge: { a: 'b' } }), 'columns.c.merge.a'],
    [withColumn({ role: 'embedding', columns: [] }), 'columns.c.columns'],
    [withColumn({ role: 'embedding', columns: 'e0' }), 'columns.c.columns'],
    [withColumn({ role: 'embedding', prefix: 5 }), 'columns.c.prefix'],
    [{ ...least, projections: ['none'] }, 'projections'],
    [{ ...least, fusion: [] }, 'fusion'],
    [{ ...least, ablation: 'yes' }, 'ablation'],
    [{ ...least, label_shuffle: 'yes' }, 'label_shuffle'],
    [{ ...least, validation: { folds: 5.5 } }, 'validation.folds'],
    [{ ...least, validation: { seed: '42' } }, 'validation.seed'],
    [{ ...least, primary: { compare: ['none'] } }, 'primary.compare'],
    [{ ...least, primary: { compare: ['none', 'pca', 'contrastive'] } }, 'primary.compare'],
    [{ ...least, preset: 5 }, 'preset'],
    [withContrastive({ search: [] }), 'preset.contrastive.search'],
    [{ ...least, preset: { ...own, standardise: 'yes' } }, 'preset.standardise'],
  ])('a wrong type is refused with the right one (%#)', (study, path) => {
    expect(failureOf(study)).toMatchObject({
      code: 'study-wrong-type',
      params: { path },
    })
  })

  test.each([
    [{ ...least, version: 2 }, 'version', 1, 1],
    [{ ...least, version: 1.5 }, 'version', 1, 1],
    [{ ...least, validation: { folds: 1 } }, 'validation.folds', 2, 20],
    [{ ...least, validation: { folds: 21 } }, 'validation.folds', 2, 20],
    [{ ...least, validation: { repeats: 0 } }, 'validation.repeats', 1, 100],
    [{ ...least, validation: { repeats: 101 } }, 'validation.repeats', 1, 100],
    [{ ...least, validation: { seed: -1 } }, 'validation.seed', 0, Number.MAX_SAFE_INTEGER],
    [
      { ...least, preset: { ...own, contrastive: { ...own.contrastive, temperature: 0 } } },
      'preset.contrastive.temperature',
      1e-3,
      100,
    ],
    [
      { ...least, preset: { ...own, contrastive: { ...own.contrastive, dropout: 1 } } },
      'preset.contrastive.dropout',
      0,
      0.95,
    ],
    [withContrastive({ hiddenLayers: 3 }), 'preset.contrastive.hiddenLayers', 1, 2],
    [withContrastive({ seeds: 0 }), 'preset.contrastive.seeds', 1, 10],
    [
      withContrastive({ search: { ...grid, dropout: [0.2, 1] } }),
      'preset.contrastive.search.dropout[1]',
      0,
      0.95,
    ],
    [withClassifiers({ rf: { trees: 0, minSamplesLeaf: 1 } }), 'preset.classifiers.rf.trees', 1, 10_000],
    [
      withClassifiers({ gbm: { rounds: 100, maxDepth: 3, learningRate: 2 } }),
      'preset.classifiers.gbm.learningRate',
      1e-4,
      1,
    ],
    [
      withClassifiers({ xgb: { ...presets.robust.classifiers.xgb, lambda: -1 } }),
      'preset.classifiers.xgb.lambda',
      0,
      1e6,
    ],
    [withClassifiers({ svc: { C: 0, gamma: 1 } }), 'preset.classifiers.svc.C', 1e-8, 1e8],
    [withClassifiers({ svc: { C: 1, gamma: 0 } }), 'preset.classifiers.svc.gamma', 1e-8, 1e8],
    [
      withClassifiers({ mlp: { ...presets.robust.classifiers.mlp, hidden: 0 } }),
      'preset.classifiers.mlp.hidden',
      1,
      8192,
    ],
  ])('a number out of range is refused with the range (%#)', (study, path, minimum, maximum) => {
    expect(failureOf(study)).toMatchObject({ code: 'study-out-of-range', params: { path, minimum, maximum } })
  })

  test.each([
    [{ files: ['a.csv'] }, 'version'],
    [{ version: 1 }, 'files'],
    [withColumn({}), 'columns.c.role'],
    [{ ...least, preset: { standardise: true } }, 'preset.pca'],
    [{ ...least, preset: { ...own, pca: {} } }, 'preset.pca.components'],
    [withContrastive({ search: { temperature: [] } }), 'preset.contrastive.search.hidden'],
    [withClassifiers({ rf: { trees: 100 } }), 'preset.classifiers.rf.minSamplesLeaf'],
    [withClassifiers({ svc: { C: 1 } }), 'preset.classifiers.svc.gamma'],
  ])('a key that must be there is named (%#)', (study, path) => {
    expect(failureOf(study)).toEqual({ code: 'study-missing-key', params: { path } })
  })

  test.each([
    [{ ...least, projections: ['none', 'pca', 'none'] }, 'projections[2]', 'none'],
    [{ ...least, classifiers: ['lr', 'lr'] }, 'classifiers[1]', 'lr'],
    [{ ...least, primary: { compare: ['none', 'none'] } }, 'primary.compare[1]', 'none'],
    [withColumn({ role: 'label', classes: ['a', 'a'] }), 'columns.c.classes[1]', 'a'],
    [withColumn({ role: 'label', relabels: [relabel, relabel] }), 'columns.c.relabels[1].case', 'c7'],
    [withColumn({ role: 'embedding', columns: ['e0', 'e0'] }), 'columns.c.columns[1]', 'e0'],
  ])('a name given twice is refused (%#)', (study, path, name) => {
    expect(failureOf(study)).toEqual({ code: 'study-duplicate', params: { path, name } })
  })

  test('given folds cannot be repeated', () => {
    expect(failureOf({ ...full, validation: { folds_column: 'split', repeats: 2 } })).toEqual({
      code: 'study-conflict',
      params: { path: 'validation.repeats', other: 'validation.folds_column' },
    })
  })

  test('the columns of vectors are listed or have a prefix, not both', () => {
    expect(failureOf(withColumn({ role: 'embedding', columns: ['e0'], prefix: 'e' }))).toEqual({
      code: 'study-conflict',
      params: { path: 'columns.c.prefix', other: 'columns.c.columns' },
    })
  })

  test('a number and a category have no further keys', () => {
    for (const role of ['number', 'category']) {
      const columns = { age: { role }, label: { role: 'label' } }
      expect(parseStudy({ ...least, columns }, known).columns).toEqual(columns)
      expect(failureOf(withColumn({ role, positive: 'a' }))).toMatchObject({ code: 'study-unknown-key' })
    }
  })

  test('an encoder for pictures is none for texts', () => {
    const encoders = { image: 'nearside/starter-image' }
    expect(parseStudy({ ...least, encoders }, known).encoders).toEqual({
      ...encoders,
      text: 'nearside/starter-text',
    })
    expect(failureOf({ ...least, encoders: { text: encoders.image } })).toMatchObject({
      code: 'study-unknown-name',
      params: { path: 'encoders.text' },
    })
  })
})

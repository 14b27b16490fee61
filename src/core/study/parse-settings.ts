import {
  batchRuleNames,
  classWeightNames,
  firstChoices,
  lossNames,
  optimiserNames,
  presets,
  type AdaptSettings,
  type ContrastiveSettings,
  type MlpSettings,
  type PresetName,
  type SearchGrid,
  type XgbSettings,
  type SvcSettings,
} from '../projection/presets.ts'
import type { Reader } from './reader.ts'

/** A preset's name, or an object that gives every number of it: nothing is filled in silently. */
export function parsePreset(reader: Reader): PresetName | AdaptSettings {
  if (reader.isText()) return reader.oneOf(Object.keys(presets) as PresetName[])
  const field = reader.fields(['standardise', 'pca', 'contrastive', 'classifiers'])
  return {
    standardise: field.required('standardise').boolean(),
    pca: { components: field.required('pca').fields(['components']).required('components').integer(1, 4096) },
    contrastive: parseContrastive(field.required('contrastive')),
    classifiers: parseClassifiers(field.required('classifiers')),
  }
}

const ranges = {
  temperature: [1e-3, 100],
  hidden: [1, 8192],
  dropout: [0, 0.95],
  weightDecay: [0, 100],
} as const

const first = firstChoices.contrastive

/** Keys of `firstChoices` may be missing: files of earlier versions lack them, and mean those. */
function parseContrastive(reader: Reader): ContrastiveSettings {
  const field = reader.fields([
    'loss', 'temperature', 'hidden', 'hiddenLayers', 'output', 'dropout', 'optimiser', 'weightDecay', 'learningRate',
    'batches', 'batchSize', 'epochs', 'patience', 'refit', 'normaliseOutput', 'seeds', 'search',
  ]) // prettier-ignore
  const get = field.required
  const hidden = get('hidden')
  const patience = get('patience')
  return {
    loss: get('loss').oneOf(lossNames),
    temperature: get('temperature').number(...ranges.temperature),
    hidden: hidden.isText() ? hidden.oneOf(['paper'] as const) : hidden.integer(...ranges.hidden),
    hiddenLayers: (field('hiddenLayers')?.integer(1, 2) ?? first.hiddenLayers) as 1 | 2,
    output: get('output').integer(1, 4096),
    dropout: get('dropout').number(...ranges.dropout),
    optimiser: field('optimiser')?.oneOf(optimiserNames) ?? first.optimiser,
    weightDecay: get('weightDecay').number(...ranges.weightDecay),
    learningRate: get('learningRate').number(1e-8, 10),
    batches: field('batches')?.oneOf(batchRuleNames) ?? first.batches,
    batchSize: get('batchSize').integer(2, 8192),
    epochs: get('epochs').integer(1, 10_000),
    patience: patience.isNull() ? null : patience.integer(1, 10_000),
    refit: get('refit').boolean(),
    normaliseOutput: get('normaliseOutput').boolean(),
    seeds: field('seeds')?.integer(1, 10) ?? first.seeds,
    search: parseSearch(field('search')),
  }
}

function parseSearch(reader: Reader | undefined): SearchGrid | null {
  if (!reader || reader.isNull()) return first.search
  const list = reader.fields(['temperature', 'hidden', 'dropout', 'weightDecay']).required
  return {
    temperature: list('temperature')
      .list(0)
      .map((value) => value.number(...ranges.temperature)),
    hidden: list('hidden')
      .list(0)
      .map((value) => value.integer(...ranges.hidden)),
    dropout: list('dropout')
      .list(0)
      .map((value) => value.number(...ranges.dropout)),
    weightDecay: list('weightDecay')
      .list(0)
      .map((value) => value.number(...ranges.weightDecay)),
  }
}

function parseClassifiers(reader: Reader): AdaptSettings['classifiers'] {
  const field = reader.fields(['classWeight', 'lr', 'knn', 'cart', 'rf', 'gbm', 'xgb', 'svc', 'mlp'])
  const get = field.required
  const classWeight = field('classWeight')
  const cart = get('cart').fields(['maxDepth', 'minSamplesLeaf']).required
  const maxDepth = cart('maxDepth')
  return {
    classWeight:
      !classWeight || classWeight.isNull()
        ? firstChoices.classifiers.classWeight
        : classWeight.oneOf(classWeightNames),
    lr: {
      C: get('lr')
        .fields(['C'])
        .required('C')
        .list(1)
        .map((strength) => strength.number(1e-8, 1e8)),
    },
    knn: { neighbours: get('knn').fields(['neighbours']).required('neighbours').integer(1, 10_000) },
    cart: {
      maxDepth: maxDepth.isNull() ? null : maxDepth.integer(1, 10_000),
      minSamplesLeaf: cart('minSamplesLeaf').integer(1, 1_000_000),
    },
    rf: parseForest(get('rf')),
    gbm: parseBoosting(get('gbm').fields(boostingKeys).required),
    xgb: parseXgb(get('xgb')),
    svc: parseSvc(get('svc')),
    mlp: parseMlp(get('mlp')),
  }
}

function parseForest(reader: Reader): AdaptSettings['classifiers']['rf'] {
  const get = reader.fields(['trees', 'minSamplesLeaf']).required
  return {
    trees: get('trees').integer(1, 10_000),
    minSamplesLeaf: get('minSamplesLeaf').integer(1, 1_000_000),
  }
}

const boostingKeys = ['rounds', 'maxDepth', 'learningRate']

function parseBoosting(get: (key: string) => Reader): AdaptSettings['classifiers']['gbm'] {
  return {
    rounds: get('rounds').integer(1, 10_000),
    maxDepth: get('maxDepth').integer(1, 100),
    learningRate: get('learningRate').number(1e-4, 1),
  }
}

function parseXgb(reader: Reader): XgbSettings {
  const get = reader.fields([...boostingKeys, 'lambda', 'gamma', 'minChildWeight']).required
  return {
    ...parseBoosting(get),
    lambda: get('lambda').number(0, 1e6),
    gamma: get('gamma').number(0, 1e6),
    minChildWeight: get('minChildWeight').number(0, 1e6),
  }
}

function parseSvc(reader: Reader): SvcSettings {
  const get = reader.fields(['C', 'gamma']).required
  const gamma = get('gamma')
  return {
    C: get('C').number(1e-8, 1e8),
    gamma: gamma.isText() ? gamma.oneOf(['scale'] as const) : gamma.number(1e-8, 1e8),
  }
}

function parseMlp(reader: Reader): MlpSettings {
  const get = reader.fields([
    'hidden', 'alpha', 'learningRate', 'batchSize', 'epochs', 'tolerance', 'patience',
  ]).required // prettier-ignore
  return {
    hidden: get('hidden').integer(1, 8192),
    alpha: get('alpha').number(0, 1e8),
    learningRate: get('learningRate').number(1e-8, 10),
    batchSize: get('batchSize').integer(1, 1_000_000),
    epochs: get('epochs').integer(1, 10_000),
    tolerance: get('tolerance').number(0, 100),
    patience: get('patience').integer(1, 10_000),
  }
}

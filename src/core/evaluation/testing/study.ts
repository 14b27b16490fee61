import { groupedStratifiedSplit } from '../../dataset/folds.ts'
import { matrix, type Matrix } from '../../math/matrix.ts'
import { createRng, type Rng } from '../../math/rng.ts'
import { robust, type AdaptSettings } from '../../projection/presets.ts'
import { createProjection } from '../../projection/registry.ts'
import { adaptSettings } from '../../study/settings.ts'
import type { Study } from '../../study/study.ts'
import { nothingGiven, type GivenDivision } from '../division.ts'
import { evaluateUnit } from '../evaluate-unit.ts'
import { planUnits } from '../plan.ts'
import type { ExperimentData, ModalityVectors, UnitResult } from '../types.ts'

/** "robust" with a network and a search small enough for unit tests. */
export const smallSettings: AdaptSettings = {
  ...robust,
  pca: { components: 4 },
  contrastive: {
    ...robust.contrastive,
    hidden: 8,
    output: 4,
    epochs: 4,
    patience: 2,
    batchSize: 64,
    learningRate: 0.01,
  },
  classifiers: { ...robust.classifiers, lr: { C: [0.1, 1] } },
}

/** A network that learns 300 labels by heart, if it is shown them: nothing stops or damps it. */
export const overfittingSettings: AdaptSettings = {
  ...smallSettings,
  contrastive: {
    ...smallSettings.contrastive,
    hidden: 32,
    dropout: 0,
    epochs: 12,
    patience: null,
    batchSize: 32,
    learningRate: 0.06,
  },
}

/** Whatever else a study may choose, at once: depth, optimiser, batches, seeds, a search and class weights. */
export const everyChoice: AdaptSettings = {
  ...smallSettings,
  contrastive: {
    ...smallSettings.contrastive,
    hiddenLayers: 2,
    optimiser: 'sgd',
    learningRate: 0.05,
    batches: 'class-aware',
    seeds: 2,
    search: { temperature: [0.5], hidden: [], dropout: [0], weightDecay: [] },
  },
  classifiers: { ...smallSettings.classifiers, classWeight: 'balanced' },
}

/** Data whose modalities are all vectors. */
export interface VectorData extends ExperimentData {
  readonly modalities: readonly ModalityVectors[]
}

export function studyWith(changes: Partial<Study>): Study {
  return {
    version: 1,
    name: 'test',
    files: [],
    encoders: {},
    texts: 'each',
    long_texts: 'truncate',
    projections: ['none', 'pca', 'contrastive'],
    fusion: ['single'],
    ablation: false,
    label_shuffle: false,
    preset: smallSettings,
    classifiers: ['lr'],
    validation: { folds: 3, repeats: 1, seed: 42 },
    primary: { metric: 'auroc', classifier: 'lr', compare: ['contrastive', 'none'] },
    operating_point: { rule: 'youden' },
    ...changes,
  }
}

/** Every unit of the study, with a clock that stands still: cells of equal runs are equal. */
export async function runStudy(
  data: ExperimentData,
  study: Study,
  given: Partial<GivenDivision> = {},
): Promise<UnitResult[]> {
  const results: UnitResult[] = []
  for (const unit of planUnits({ data, study, given: { ...nothingGiven, ...given } }))
    results.push(
      await evaluateUnit(unit, data, adaptSettings(study), {
        seed: study.validation.seed,
        classifiers: study.classifiers,
        now: () => 0,
      }),
    )
  return results
}

export function normalMatrix(rows: number, cols: number, rng: Rng): Matrix {
  return matrix(
    rows,
    cols,
    Float32Array.from({ length: rows * cols }, () => rng.normal()),
  )
}

export function modalityOf(X: Matrix, name = 'text'): ModalityVectors {
  return { name, X, present: new Uint8Array(X.rows).fill(1) }
}

/** Two classes by chance, every case a patient of its own, vectors that know nothing of the class. */
export function randomLabels(n: number, cols: number, seed: number): VectorData {
  const rng = createRng(seed, 'random labels')
  return {
    modalities: [modalityOf(normalMatrix(n, cols, rng))],
    y: Int32Array.from({ length: n }, () => rng.int(2)),
    classes: ['no', 'yes'],
    positive: 1,
    groups: Int32Array.from({ length: n }, (_, i) => i),
  }
}

/** Four nearly equal rows a patient, with the patient's class, which the vectors know nothing of. */
export function repeatedPatients(patients: number, cols: number, seed: number): VectorData {
  const rng = createRng(seed, 'repeated patients')
  const n = patients * 4
  const centre = normalMatrix(patients, cols, rng)
  const classOf = Int32Array.from({ length: patients }, () => rng.int(2))
  const groups = Int32Array.from({ length: n }, (_, i) => i % patients)
  const X = matrix(n, cols)
  X.data.forEach((_, at) => {
    const patient = groups[Math.floor(at / cols)]!
    X.data[at] = centre.data[patient * cols + (at % cols)]! + 0.1 * rng.normal()
  })
  return {
    modalities: [modalityOf(X)],
    y: groups.map((patient) => classOf[patient]!),
    classes: ['no', 'yes'],
    positive: 1,
    groups,
  }
}

/** The whole set projected with all its labels before it is split: the mistake that R2 forbids. */
export async function projectedBeforeTheSplit(data: VectorData): Promise<VectorData> {
  const { y, groups } = data
  const { X } = data.modalities[0]!
  const inner = groupedStratifiedSplit({ y, groups, share: 0.2, rng: createRng(1) })
  const projection = createProjection('contrastive', overfittingSettings)
  const fitted = await projection.fit({ X, y, groups }, { rng: createRng(1), inner })
  return { ...data, modalities: [modalityOf(await fitted.transform(X))] }
}

/** Mean of a metric over the cells of one projection and classifier. */
export function meanOf(
  results: readonly UnitResult[],
  projection: string,
  classifier: string,
  metric: string,
): number {
  const values = results
    .flatMap((result) => result.cells)
    .filter((cell) => cell.projection === projection && cell.classifier === classifier)
    .map((cell) => cell.metrics[metric]!)
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

import { resolve } from 'node:path'
import { classifierNames } from '../../src/core/classifiers/registry.ts'
import type { ColumnRoles } from '../../src/core/dataset/dataset.ts'
import type { PresetName } from '../../src/core/projection/presets.ts'

/** A public data set, and how its cases are read. */
export interface DataSet {
  /** On the command line. */
  readonly name: string
  readonly title: string
  /** What it is, where it is from, and what a reader must know of it. */
  readonly description: string
  /** Relative to the folder of all data sets. */
  readonly files: readonly string[]
  readonly columns: ColumnRoles
}

const numbers = (...names: readonly string[]): ColumnRoles =>
  Object.fromEntries(names.map((name) => [name, { role: 'number' }]))
const categories = (...names: readonly string[]): ColumnRoles =>
  Object.fromEntries(names.map((name) => [name, { role: 'category' }]))

/** In the order of docs/RESULTS.md; the one that takes longest comes last. */
export const dataSets: readonly DataSet[] = [
  {
    name: 'pima',
    title: 'Pima diabetes',
    description:
      'Diabetes within five years, of women of Pima heritage (UCI). Zeros of glucose, blood pressure, skin thickness, insulin and BMI, which stand for missing values, are read as they are.',
    files: ['tabular/pima_diabetes.csv'],
    columns: {
      ...numbers('pregnancies', 'glucose', 'blood_pressure', 'skin_thickness', 'insulin', 'bmi'),
      ...numbers('diabetes_pedigree', 'age'),
      label: { role: 'label', classes: ['0', '1'], positive: '1' },
    },
  },
  {
    name: 'wisconsin',
    title: 'Breast cancer, Wisconsin',
    description: 'Benign and malignant, from nine graded properties of fine needle aspirates (UCI).',
    files: ['tabular/breast_cancer_wisconsin_original.csv'],
    columns: {
      ...numbers('clump_thickness', 'cell_size_uniformity', 'cell_shape_uniformity', 'marginal_adhesion'),
      ...numbers('single_epithelial_cell_size', 'bare_nuclei', 'bland_chromatin', 'normal_nucleoli', 'mitoses'),
      label: { role: 'label', classes: ['benign', 'malignant'], positive: 'malignant' },
    },
  },
  {
    name: 'yugoslavia',
    title: 'Breast cancer, Yugoslavia',
    description: 'Recurrence after surgery (UCI, Ljubljana): categories, and a degree of malignancy.',
    files: ['tabular/breast_cancer_yugoslavia.csv'],
    columns: {
      ...categories('age', 'menopause', 'tumor_size', 'inv_nodes', 'node_caps', 'breast', 'breast_quad', 'irradiat'),
      ...numbers('deg_malig'),
      label: {
        role: 'label',
        classes: ['no-recurrence-events', 'recurrence-events'],
        positive: 'recurrence-events',
      },
    },
  },
  {
    name: 'bccd-cells',
    title: 'Blood cells (BCCD)',
    description:
      'Pictures of single red cells, white cells and platelets, cut from blood smears; the smear is the patient, so that cells of one smear are on one side of every split.',
    files: ['bccd-cells/labels.csv', 'bccd-cells/images'],
    columns: { image: { role: 'image' }, source_image: { role: 'patient' }, label: { role: 'label' } },
  },
  {
    name: 'pneumoniamnist',
    title: 'Chest X-rays of children (PneumoniaMNIST)',
    description: 'X-rays of 28 x 28 pixels, the test part of PneumoniaMNIST (MedMNIST). It says nothing of patients.',
    files: ['pneumoniamnist-28/labels.csv', 'pneumoniamnist-28/images'],
    columns: {
      image: { role: 'image' },
      label: { role: 'label', classes: ['normal', 'pneumonia'], positive: 'pneumonia' },
    },
  },
  {
    name: 'medical-abstracts',
    title: 'Medical abstracts',
    description: 'Abstracts about conditions of five kinds (Schopf et al. 2022, the test part). Some stand there twice.',
    files: ['medical-abstracts/medical_abstracts_test.csv'],
    columns: { medical_abstract: { role: 'text' }, label: { role: 'label' } },
  },
] // prettier-ignore

/** Both: what "paper" compares, it does not standardise, so that even its "none" is another than that of "robust". */
export const resultPresets = ['robust', 'paper'] as const satisfies readonly PresetName[]

/** The metric of the verdicts: the default of a study. */
export const verdictMetric = 'auroc'

/** The study file of one data set and preset: every case, every classifier, nothing else changed from one to the next. */
export function studyOf({ name, files, columns }: DataSet, preset: PresetName, folder: string): object {
  return {
    version: 1,
    name: `${name}, ${preset}`,
    files: files.map((file) => resolve(folder, file)),
    columns,
    projections: ['none', 'pca', 'contrastive'],
    preset,
    classifiers: classifierNames,
    validation: { folds: 5, repeats: 3, seed: 42 },
    primary: { metric: verdictMetric, classifier: 'lr', compare: ['contrastive', 'none'] },
  }
}

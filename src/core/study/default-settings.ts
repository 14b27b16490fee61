import { starterEncoders } from '../encoders/installed.ts'
import type { StudySettings } from './study.ts'

/**
 * What a new project starts with, and what a study file means where it is silent: every method beside its baselines,
 * judged by AUROC of logistic regression. The classifiers are those that fit in seconds; the others are there to choose.
 */
export function defaultSettings(): StudySettings {
  return {
    encoders: starterEncoders,
    texts: 'each',
    long_texts: 'truncate',
    projections: ['none', 'pca', 'contrastive'],
    fusion: ['single'],
    ablation: false,
    label_shuffle: false,
    preset: 'robust',
    classifiers: ['lr', 'knn', 'cart'],
    validation: { folds: 5, repeats: 1, seed: 42 },
    primary: { metric: 'auroc', classifier: 'lr', compare: ['contrastive', 'none'] },
    operating_point: { rule: 'youden' },
  }
}

import { classifierNames } from '../classifiers/registry.ts'
import { starterEncoders } from '../encoders/installed.ts'
import type { StudySettings } from './study.ts'

/**
 * What a new project starts with, and what a study file means where it is silent: every method beside its baselines,
 * judged by AUROC of logistic regression.
 */
export function defaultSettings(): StudySettings {
  return {
    encoders: starterEncoders,
    texts: 'each',
    long_texts: 'truncate',
    projections: ['none', 'pca', 'contrastive'],
    fusion: ['single'],
    ablation: false,
    preset: 'robust',
    classifiers: classifierNames,
    validation: { folds: 5, repeats: 1, seed: 42 },
    primary: { metric: 'auroc', classifier: 'lr', compare: ['contrastive', 'none'] },
  }
}

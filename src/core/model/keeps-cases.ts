import { classifierRegistry } from '../classifiers/registry.ts'
import type { ModelChoice } from './final-model.ts'

/** Whether a file of the model holds cases that it was fitted on, and so patients' data. */
export const keepsCases = ({ classifier }: Pick<ModelChoice, 'classifier'>): boolean =>
  classifierRegistry[classifier]!.keepsRows

import type { BatchRuleName } from '../presets.ts'
import type { BatchRule } from './batch-rule.ts'
import { classAware } from './class-aware.ts'
import { random } from './random.ts'

/** Every rule by its name in a study file. To add one: its name in presets.ts, its file here, one line below. */
export const batchRules: { readonly [name in BatchRuleName]: BatchRule } = {
  random,
  'class-aware': classAware,
}

import { presets, type AdaptSettings } from '../projection/presets.ts'
import { completedNumbers } from './completed-settings.ts'
import type { Study } from './study.ts'

/** Every number of a study's adaptation part: the named preset's, or the study's own, which an earlier version may have stored. */
export function adaptSettings({ preset }: Pick<Study, 'preset'>): AdaptSettings {
  return typeof preset === 'string' ? presets[preset] : completedNumbers(preset)
}

import { robust } from '../projection/presets.ts'
import { defaultSettings } from './default-settings.ts'
import type { StudySettings } from './study.ts'

/** Settings as an earlier version may have stored them, with the defaults for what it did not know. */
export function completedSettings(stored: StudySettings): StudySettings {
  const defaults = defaultSettings()
  const { preset } = stored
  return {
    ...defaults,
    ...stored,
    encoders: { ...defaults.encoders, ...stored.encoders },
    preset:
      typeof preset === 'string'
        ? preset
        : { ...preset, classifiers: { ...robust.classifiers, ...preset.classifiers } },
  }
}

import { firstChoices, robust, type AdaptSettings } from '../projection/presets.ts'
import { defaultSettings } from './default-settings.ts'
import type { Study, StudySettings } from './study.ts'

/** Settings as an earlier version may have stored them, with the defaults for what it did not know. */
export function completedSettings(stored: StudySettings): StudySettings {
  const defaults = defaultSettings()
  const { preset } = stored
  return {
    ...defaults,
    ...stored,
    encoders: { ...defaults.encoders, ...stored.encoders },
    preset: typeof preset === 'string' ? preset : completedNumbers(preset),
  }
}

/**
 * Own numbers as an earlier version may have stored them: what it had no choice about as it did it, so that they give what they gave
 * then, and the numbers of classifiers that it did not know from the preset robust.
 */
export function completedNumbers(stored: AdaptSettings): AdaptSettings {
  return {
    ...stored,
    contrastive: { ...firstChoices.contrastive, ...stored.contrastive },
    classifiers: { ...robust.classifiers, ...firstChoices.classifiers, ...stored.classifiers },
  }
}

/** The part of a study that the screens edit, complete. */
export function settingsOf(study: Study): StudySettings {
  const { version: _version, name: _name, files: _files, columns: _columns, ...settings } = study
  return completedSettings(settings)
}

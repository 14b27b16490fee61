import type { ReactElement } from 'react'
import { presets, type AdaptSettings, type PresetName } from '../../core/projection/presets.ts'
import { presetExplanations, presetTitles } from '../../strings/words.ts'

export function PresetChoice(props: {
  preset: PresetName | AdaptSettings
  onChange: (preset: PresetName | AdaptSettings) => void
}): ReactElement {
  const own = typeof props.preset === 'object'
  return (
    <fieldset className="stack">
      <legend className="visually-hidden">Preset</legend>
      {(['robust', 'paper'] as const).map((name) => (
        <div key={name}>
          <label className="check">
            <input
              type="radio"
              name="preset"
              checked={props.preset === name}
              onChange={() => props.onChange(name)}
            />
            {presetTitles[name]}
          </label>
          <p className="field__hint">{presetExplanations[name]}</p>
        </div>
      ))}
      <label className="check">
        <input
          type="radio"
          name="preset"
          checked={own}
          onChange={() => !own && props.onChange(presets[props.preset as PresetName])}
        />
        Own numbers {own && <span className="tag tag--accent">edited below</span>}
      </label>
    </fieldset>
  )
}

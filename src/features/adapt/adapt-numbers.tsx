import type { ReactElement } from 'react'
import { presets, type AdaptSettings, type PresetName } from '../../core/projection/presets.ts'
import { Checkbox } from '../../ui/field.tsx'
import { ClassifierNumbers } from './classifier-numbers.tsx'
import { NetworkNumbers } from './network-numbers.tsx'
import { SearchNumbers } from './search-numbers.tsx'
import { TrainingNumbers } from './training-numbers.tsx'

/** Every number of the experiment; changing one turns the preset into own numbers. */
export function AdaptNumbers(props: {
  preset: PresetName | AdaptSettings
  onChange: (settings: AdaptSettings) => void
}): ReactElement {
  const all = typeof props.preset === 'string' ? presets[props.preset] : props.preset
  const contrastive = (patch: Partial<AdaptSettings['contrastive']>): void =>
    props.onChange({ ...all, contrastive: { ...all.contrastive, ...patch } })
  return (
    <div className="stack">
      <Checkbox
        label="Standardise every feature inside the training folds"
        checked={all.standardise}
        onChange={(standardise) => props.onChange({ ...all, standardise })}
      />
      <h3>Network and loss</h3>
      <NetworkNumbers settings={all.contrastive} onChange={contrastive} />
      <h3>Training</h3>
      <TrainingNumbers settings={all.contrastive} onChange={contrastive} />
      <h3>Nested search</h3>
      <SearchNumbers settings={all.contrastive} onChange={contrastive} />
      <h3>PCA and classifiers</h3>
      <ClassifierNumbers settings={all} onChange={(patch) => props.onChange({ ...all, ...patch })} />
    </div>
  )
}

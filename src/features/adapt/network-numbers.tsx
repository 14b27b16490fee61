import type { ReactElement } from 'react'
import type { ContrastiveSettings, LossName } from '../../core/projection/presets.ts'
import { lossTitles } from '../../strings/words.ts'
import { NumberField, SelectField } from '../../ui/field.tsx'

/** The loss, and the sizes of the network that it trains. */
export function NetworkNumbers(props: {
  settings: ContrastiveSettings
  onChange: (patch: Partial<ContrastiveSettings>) => void
}): ReactElement {
  const { settings, onChange } = props
  return (
    <div className="fields">
      <SelectField
        label="Loss"
        value={settings.loss}
        options={Object.entries(lossTitles).map(([value, label]) => ({ value, label }))}
        onChange={(loss) => onChange({ loss: loss as LossName })}
      />
      <NumberField
        label="Temperature"
        value={settings.temperature}
        min={0.001}
        max={10}
        onChange={(temperature) => onChange({ temperature })}
      />
      <SelectField
        label="Hidden layers"
        value={String(settings.hiddenLayers)}
        options={[
          { value: '1', label: 'One' },
          { value: '2', label: 'Two, equally wide' },
        ]}
        onChange={(layers) => onChange({ hiddenLayers: layers === '2' ? 2 : 1 })}
      />
      <SelectField
        label="Hidden units, rule"
        value={settings.hidden === 'paper' ? 'paper' : 'number'}
        options={[
          { value: 'number', label: 'A fixed number' },
          { value: 'paper', label: 'min(d / 2, 16), as published' },
        ]}
        onChange={(rule) => onChange({ hidden: rule === 'paper' ? 'paper' : 256 })}
      />
      {settings.hidden !== 'paper' && (
        <NumberField
          label="Hidden units"
          value={settings.hidden}
          min={1}
          max={4096}
          integer
          onChange={(hidden) => onChange({ hidden })}
        />
      )}
      <NumberField
        label="Outputs"
        value={settings.output}
        min={1}
        max={4096}
        integer
        onChange={(output) => onChange({ output })}
      />
      <NumberField
        label="Dropout"
        value={settings.dropout}
        min={0}
        max={0.95}
        onChange={(dropout) => onChange({ dropout })}
      />
      <NumberField
        label="Networks joined"
        value={settings.seeds}
        min={1}
        max={10}
        integer
        hint="Each with a seed of its own; their outputs stand side by side."
        onChange={(seeds) => onChange({ seeds })}
      />
    </div>
  )
}

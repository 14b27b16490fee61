import type { ReactElement } from 'react'
import type { BatchRuleName, ContrastiveSettings, OptimiserName } from '../../core/projection/presets.ts'
import { batchRuleExplanations, batchRuleTitles, optimiserTitles } from '../../strings/words.ts'
import { Checkbox, NumberField, SelectField } from '../../ui/field.tsx'

/** How the network is trained, when it stops, and what becomes of it. */
export function TrainingNumbers(props: {
  settings: ContrastiveSettings
  onChange: (patch: Partial<ContrastiveSettings>) => void
}): ReactElement {
  const { settings, onChange } = props
  return (
    <>
      <div className="fields">
        <SelectField
          label="Optimiser"
          value={settings.optimiser}
          options={Object.entries(optimiserTitles).map(([value, label]) => ({ value, label }))}
          onChange={(optimiser) => onChange({ optimiser: optimiser as OptimiserName })}
        />
        <NumberField
          label="Learning rate"
          value={settings.learningRate}
          min={1e-6}
          max={1}
          onChange={(learningRate) => onChange({ learningRate })}
        />
        <NumberField
          label="Weight decay"
          value={settings.weightDecay}
          min={0}
          max={10}
          onChange={(weightDecay) => onChange({ weightDecay })}
        />
        <SelectField
          label="Batches"
          value={settings.batches}
          options={Object.entries(batchRuleTitles).map(([value, label]) => ({ value, label }))}
          hint={batchRuleExplanations[settings.batches]}
          onChange={(batches) => onChange({ batches: batches as BatchRuleName })}
        />
        <NumberField
          label="Batch size"
          value={settings.batchSize}
          min={2}
          max={8192}
          integer
          onChange={(batchSize) => onChange({ batchSize })}
        />
        <NumberField
          label="Epochs, at most"
          value={settings.epochs}
          min={1}
          max={10000}
          integer
          onChange={(epochs) => onChange({ epochs })}
        />
        <NumberField
          label="Patience"
          value={settings.patience ?? 0}
          min={0}
          max={1000}
          integer
          hint="Epochs without a better validation loss before stopping; 0 never stops early."
          onChange={(patience) => onChange({ patience: patience === 0 ? null : patience })}
        />
      </div>
      <Checkbox
        label="Refit on all training cases for the best number of epochs"
        checked={settings.refit}
        onChange={(refit) => onChange({ refit })}
      />
      <Checkbox
        label="Divide the outputs by their length"
        checked={settings.normaliseOutput}
        onChange={(normaliseOutput) => onChange({ normaliseOutput })}
      />
    </>
  )
}

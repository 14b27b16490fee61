import type { ReactElement } from 'react'
import { presets, type AdaptSettings, type LossName, type PresetName } from '../../core/projection/presets.ts'
import { lossTitles } from '../../strings/words.ts'
import { Checkbox, NumberField, NumberListField, SelectField } from '../../ui/field.tsx'
import { EnsembleNumbers } from './ensemble-numbers.tsx'
import { KernelAndNetworkNumbers } from './kernel-and-network-numbers.tsx'

/** Every number of the experiment; changing one turns the preset into own numbers. */
export function AdaptNumbers(props: {
  preset: PresetName | AdaptSettings
  onChange: (settings: AdaptSettings) => void
}): ReactElement {
  const all = typeof props.preset === 'string' ? presets[props.preset] : props.preset
  const c = all.contrastive
  const { lr, knn, cart } = all.classifiers
  const contrastive = (patch: Partial<AdaptSettings['contrastive']>): void =>
    props.onChange({ ...all, contrastive: { ...c, ...patch } })
  const classifiers = (patch: Partial<AdaptSettings['classifiers']>): void =>
    props.onChange({ ...all, classifiers: { ...all.classifiers, ...patch } })
  return (
    <div className="stack">
      <Checkbox
        label="Standardise every feature inside the training folds"
        checked={all.standardise}
        onChange={(standardise) => props.onChange({ ...all, standardise })}
      />
      <h3>Network and loss</h3>
      <div className="fields">
        <SelectField
          label="Loss"
          value={c.loss}
          options={Object.entries(lossTitles).map(([value, label]) => ({ value, label }))}
          onChange={(loss) => contrastive({ loss: loss as LossName })}
        />
        <NumberField
          label="Temperature"
          value={c.temperature}
          min={0.001}
          max={10}
          onChange={(temperature) => contrastive({ temperature })}
        />
        <SelectField
          label="Hidden units, rule"
          value={c.hidden === 'paper' ? 'paper' : 'number'}
          options={[
            { value: 'number', label: 'A fixed number' },
            { value: 'paper', label: 'min(d / 2, 16), as published' },
          ]}
          onChange={(rule) => contrastive({ hidden: rule === 'paper' ? 'paper' : 256 })}
        />
        {c.hidden !== 'paper' && (
          <NumberField
            label="Hidden units"
            value={c.hidden}
            min={1}
            max={4096}
            integer
            onChange={(hidden) => contrastive({ hidden })}
          />
        )}
        <NumberField
          label="Outputs"
          value={c.output}
          min={1}
          max={4096}
          integer
          onChange={(output) => contrastive({ output })}
        />
        <NumberField
          label="Dropout"
          value={c.dropout}
          min={0}
          max={0.95}
          onChange={(dropout) => contrastive({ dropout })}
        />
      </div>
      <h3>Training</h3>
      <div className="fields">
        <NumberField
          label="Learning rate"
          value={c.learningRate}
          min={1e-6}
          max={1}
          onChange={(learningRate) => contrastive({ learningRate })}
        />
        <NumberField
          label="Weight decay"
          value={c.weightDecay}
          min={0}
          max={10}
          onChange={(weightDecay) => contrastive({ weightDecay })}
        />
        <NumberField
          label="Batch size"
          value={c.batchSize}
          min={2}
          max={8192}
          integer
          onChange={(batchSize) => contrastive({ batchSize })}
        />
        <NumberField
          label="Epochs, at most"
          value={c.epochs}
          min={1}
          max={10000}
          integer
          onChange={(epochs) => contrastive({ epochs })}
        />
        <NumberField
          label="Patience"
          value={c.patience ?? 0}
          min={0}
          max={1000}
          integer
          hint="Epochs without a better validation loss before stopping; 0 never stops early."
          onChange={(patience) => contrastive({ patience: patience === 0 ? null : patience })}
        />
      </div>
      <Checkbox
        label="Refit on all training cases for the best number of epochs"
        checked={c.refit}
        onChange={(refit) => contrastive({ refit })}
      />
      <Checkbox
        label="Divide the outputs by their length"
        checked={c.normaliseOutput}
        onChange={(normaliseOutput) => contrastive({ normaliseOutput })}
      />
      <h3>PCA and classifiers</h3>
      <div className="fields">
        <NumberField
          label="PCA components, at most"
          value={all.pca.components}
          min={1}
          max={4096}
          integer
          onChange={(components) => props.onChange({ ...all, pca: { components } })}
        />
        <NumberListField
          label="Logistic regression: C"
          values={lr.C}
          hint={lr.C.length > 1 ? 'The best of these on the inner split.' : 'One value: nothing is tuned.'}
          onChange={(C) => classifiers({ lr: { C } })}
        />
        <NumberField
          label="Nearest neighbours"
          value={knn.neighbours}
          min={1}
          max={1000}
          integer
          onChange={(neighbours) => classifiers({ knn: { neighbours } })}
        />
        <NumberField
          label="Tree depth, at most"
          value={cart.maxDepth ?? 0}
          min={0}
          max={100}
          integer
          hint="0: no limit"
          onChange={(depth) => classifiers({ cart: { ...cart, maxDepth: depth === 0 ? null : depth } })}
        />
        <NumberField
          label="Cases in a leaf, at least"
          value={cart.minSamplesLeaf}
          min={1}
          max={10000}
          integer
          onChange={(minSamplesLeaf) => classifiers({ cart: { ...cart, minSamplesLeaf } })}
        />
        <EnsembleNumbers settings={all.classifiers} onChange={classifiers} />
        <KernelAndNetworkNumbers settings={all.classifiers} onChange={classifiers} />
      </div>
    </div>
  )
}

import type { ReactElement } from 'react'
import type { AdaptSettings } from '../../core/projection/presets.ts'
import { NumberField } from '../../ui/field.tsx'

type Classifiers = AdaptSettings['classifiers']

/** Every number of the support vector classifier and of the multilayer perceptron. */
export function KernelAndNetworkNumbers(props: {
  settings: Classifiers
  onChange: (patch: Partial<Classifiers>) => void
}): ReactElement {
  const { svc, mlp } = props.settings
  const changeSvc = (patch: Partial<Classifiers['svc']>): void =>
    props.onChange({ svc: { ...svc, ...patch } })
  const changeMlp = (patch: Partial<Classifiers['mlp']>): void =>
    props.onChange({ mlp: { ...mlp, ...patch } })
  return (
    <>
      <NumberField
        label="Support vectors: C"
        value={svc.C}
        min={1e-8}
        max={1e8}
        onChange={(C) => changeSvc({ C })}
      />
      <NumberField
        label="Support vectors: gamma"
        value={svc.gamma === 'scale' ? 0 : svc.gamma}
        min={0}
        max={1e8}
        hint="0: by the number and the variance of the features"
        onChange={(gamma) => changeSvc({ gamma: gamma === 0 ? 'scale' : Math.max(gamma, 1e-8) })}
      />
      <NumberField
        label="Perceptron: hidden units"
        value={mlp.hidden}
        min={1}
        max={8192}
        integer
        onChange={(hidden) => changeMlp({ hidden })}
      />
      <NumberField
        label="Perceptron: alpha"
        value={mlp.alpha}
        min={0}
        max={1e8}
        hint="Draws the weights towards 0."
        onChange={(alpha) => changeMlp({ alpha })}
      />
      <NumberField
        label="Perceptron: learning rate"
        value={mlp.learningRate}
        min={1e-8}
        max={10}
        onChange={(learningRate) => changeMlp({ learningRate })}
      />
      <NumberField
        label="Perceptron: batch size"
        value={mlp.batchSize}
        min={1}
        max={1_000_000}
        integer
        onChange={(batchSize) => changeMlp({ batchSize })}
      />
      <NumberField
        label="Perceptron: epochs, at most"
        value={mlp.epochs}
        min={1}
        max={10_000}
        integer
        onChange={(epochs) => changeMlp({ epochs })}
      />
      <NumberField
        label="Perceptron: tolerance"
        value={mlp.tolerance}
        min={0}
        max={100}
        hint="An epoch that lowers the loss by less brings nothing."
        onChange={(tolerance) => changeMlp({ tolerance })}
      />
      <NumberField
        label="Perceptron: patience"
        value={mlp.patience}
        min={1}
        max={10_000}
        integer
        hint="More epochs in a row that bring nothing end the training."
        onChange={(patience) => changeMlp({ patience })}
      />
    </>
  )
}

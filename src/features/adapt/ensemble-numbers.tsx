import type { ReactElement } from 'react'
import type { AdaptSettings } from '../../core/projection/presets.ts'
import { NumberField } from '../../ui/field.tsx'

type Classifiers = AdaptSettings['classifiers']

/** Every number of the random forest and of the two boostings. */
export function EnsembleNumbers(props: {
  settings: Classifiers
  onChange: (patch: Partial<Classifiers>) => void
}): ReactElement {
  const { rf, xgb } = props.settings
  const changeRf = (patch: Partial<Classifiers['rf']>): void => props.onChange({ rf: { ...rf, ...patch } })
  const changeXgb = (patch: Partial<Classifiers['xgb']>): void =>
    props.onChange({ xgb: { ...xgb, ...patch } })
  return (
    <>
      <NumberField
        label="Forest: trees"
        value={rf.trees}
        min={1}
        max={10000}
        integer
        onChange={(trees) => changeRf({ trees })}
      />
      <NumberField
        label="Forest: cases in a leaf, at least"
        value={rf.minSamplesLeaf}
        min={1}
        max={10000}
        integer
        onChange={(minSamplesLeaf) => changeRf({ minSamplesLeaf })}
      />
      <BoostingNumbers
        title="Boosting"
        settings={props.settings.gbm}
        onChange={(gbm) => props.onChange({ gbm })}
      />
      <BoostingNumbers title="XGBoost" settings={xgb} onChange={changeXgb} />
      <NumberField
        label="XGBoost: lambda"
        value={xgb.lambda}
        min={0}
        max={1e6}
        hint="Shrinks the leaves of few cases."
        onChange={(lambda) => changeXgb({ lambda })}
      />
      <NumberField
        label="XGBoost: gamma"
        value={xgb.gamma}
        min={0}
        max={1e6}
        hint="What a split must gain at least."
        onChange={(gamma) => changeXgb({ gamma })}
      />
      <NumberField
        label="XGBoost: child weight, at least"
        value={xgb.minChildWeight}
        min={0}
        max={1e6}
        hint="Sum of p (1 - p) over the cases on each side of a split."
        onChange={(minChildWeight) => changeXgb({ minChildWeight })}
      />
    </>
  )
}

function BoostingNumbers(props: {
  title: string
  settings: Classifiers['gbm']
  onChange: (settings: Classifiers['gbm']) => void
}): ReactElement {
  const { rounds, maxDepth, learningRate } = props.settings
  const change = (patch: Partial<Classifiers['gbm']>): void =>
    props.onChange({ rounds, maxDepth, learningRate, ...patch })
  return (
    <>
      <NumberField
        label={`${props.title}: rounds`}
        value={rounds}
        min={1}
        max={10000}
        integer
        onChange={(value) => change({ rounds: value })}
      />
      <NumberField
        label={`${props.title}: depth, at most`}
        value={maxDepth}
        min={1}
        max={100}
        integer
        onChange={(value) => change({ maxDepth: value })}
      />
      <NumberField
        label={`${props.title}: learning rate`}
        value={learningRate}
        min={0.0001}
        max={1}
        onChange={(value) => change({ learningRate: value })}
      />
    </>
  )
}

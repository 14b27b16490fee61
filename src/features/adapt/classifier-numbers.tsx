import type { ReactElement } from 'react'
import { classifierRegistry } from '../../core/classifiers/registry.ts'
import type { AdaptSettings } from '../../core/projection/presets.ts'
import { uncapitalised } from '../../core/report/words.ts'
import { NumberField, NumberListField, SelectField } from '../../ui/field.tsx'
import { EnsembleNumbers } from './ensemble-numbers.tsx'
import { KernelAndNetworkNumbers } from './kernel-and-network-numbers.tsx'

type Numbers = Pick<AdaptSettings, 'pca' | 'classifiers'>

const unweighted = Object.values(classifierRegistry)
  .filter(({ weighsClasses }) => !weighsClasses)
  .map(({ title }) => uncapitalised(title))
  .join(' and ')

/** Every number of PCA and of the classifiers. */
export function ClassifierNumbers(props: {
  settings: Numbers
  onChange: (patch: Partial<Numbers>) => void
}): ReactElement {
  const { pca, classifiers: all } = props.settings
  const { lr, knn, cart } = all
  const classifiers = (patch: Partial<AdaptSettings['classifiers']>): void =>
    props.onChange({ classifiers: { ...all, ...patch } })
  return (
    <div className="fields">
      <NumberField
        label="PCA components, at most"
        value={pca.components}
        min={1}
        max={4096}
        integer
        hint="Never more than the training cases span."
        onChange={(components) => props.onChange({ pca: { components } })}
      />
      <SelectField
        label="Class weights"
        value={all.classWeight ?? 'none'}
        options={[
          { value: 'none', label: 'None' },
          { value: 'balanced', label: 'Balanced' },
        ]}
        hint={`Balanced: cases of a rare class count more, so that every class counts alike. Without weights, whatever is chosen: ${unweighted}.`}
        onChange={(value) => classifiers({ classWeight: value === 'balanced' ? 'balanced' : null })}
      />
      <NumberListField
        label="Logistic regression: C"
        values={lr.C}
        least={1}
        min={1e-8}
        max={1e8}
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
      <EnsembleNumbers settings={all} onChange={classifiers} />
      <KernelAndNetworkNumbers settings={all} onChange={classifiers} />
    </div>
  )
}

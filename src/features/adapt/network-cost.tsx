import type { ReactElement } from 'react'
import { networksTrained } from '../../core/projection/candidates.ts'
import { presets, type AdaptSettings, type PresetName } from '../../core/projection/presets.ts'
import { formatCount, plural } from '../../ui/format.ts'

/** What a search and further seeds cost: the networks that one fit trains, where it is more than one search and its refit. */
export function NetworkCost({ preset }: { preset: PresetName | AdaptSettings }): ReactElement | null {
  const { contrastive } = typeof preset === 'string' ? presets[preset] : preset
  const trained = networksTrained(contrastive)
  const plain = networksTrained({ ...contrastive, seeds: 1, search: null })
  const [all, usual] = [trained.search + trained.refit, plain.search + plain.refit]
  if (all === usual) return null
  return (
    <p className="quiet" data-testid="network-cost">
      Each fit of the projection trains {plural(all, 'network')} instead of {formatCount(usual)}:{' '}
      {formatCount(trained.search)} on the inner split
      {trained.refit > 0 && `, ${formatCount(trained.refit)} again on all training cases`}.
    </p>
  )
}

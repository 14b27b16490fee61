import { describe, expect, it } from 'vitest'
import { createRng } from '../../math/rng.ts'
import { initialWeights } from '../network.ts'
import { losses } from '../losses/registry.ts'
import { optimisers } from '../optimisers/registry.ts'
import { lossNames } from '../presets.ts'
import { optimiserStep } from './advance.ts'
import { parameterLayout, placed, taken } from './layout.ts'
import { networkPrograms } from './programs.ts'

describe('the programs of a network', () => {
  it.each(
    lossNames.flatMap((loss) => [[loss, [768, 16, 32]] as const, [loss, [768, 256, 256, 32]] as const]),
  )('%s on %j: a step is at most eight dispatches', (loss, widths) => {
    const shape = { widths, rows: 128, busyThreads: 1 }
    const programs = networkPrograms(shape, losses[loss].pairwise, optimiserStep(optimisers.adam))
    const dispatches = [...programs.forward, ...programs.loss, ...programs.backward, programs.update]
    expect(dispatches.length).toBeLessThanOrEqual(8)
    expect(new Set(dispatches.map(({ name }) => name)).size).toBe(dispatches.length)
  })

  it.each([[[1, 1, 1]], [[5, 4, 3]], [[8, 6, 7, 2]], [[13, 16, 130]]])(
    'weights of %j come back from the device as they went there',
    (widths) => {
      const weights = initialWeights(widths, createRng(3))
      const layout = parameterLayout(widths)
      const flat = placed(weights, layout)
      expect(flat.length).toBe(4 * layout.length)
      expect(taken(flat, layout)).toEqual(weights)
      // what is padded is zero: it must add nothing to a product
      const values = weights.flatMap(({ W, b }) => [...W.data, ...b])
      expect(flat.filter((value) => value !== 0).toSorted()).toEqual(Float32Array.from(values).toSorted())
    },
  )
})

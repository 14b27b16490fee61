import { expect, test } from 'vitest'
import { presets } from '../projection/presets.ts'
import { completedSettings } from './completed-settings.ts'
import { defaultSettings } from './default-settings.ts'
import { adaptSettings } from './settings.ts'

const { paper, robust } = presets

test('own numbers from before a classifier was known get those of the preset robust for it, and keep their own', () => {
  const { lr, cart } = paper.classifiers
  const knn = { neighbours: 9 }
  const stored = { ...defaultSettings(), preset: { ...paper, classifiers: { lr, knn, cart } as never } }
  const { preset } = completedSettings(stored)
  expect(preset).toEqual({ ...paper, classifiers: { ...robust.classifiers, lr, knn, cart } })
})

test('R12: own numbers from before a choice was offered mean what was done then, in a project and in a stored run', () => {
  const { loss, temperature, hidden, output, dropout, weightDecay, learningRate, batchSize, ...rest } =
    robust.contrastive
  const { epochs, patience, refit, normaliseOutput } = rest
  const before = {
    loss, temperature, hidden, output, dropout, weightDecay, learningRate, batchSize, epochs, patience, refit,
    normaliseOutput,
  } // prettier-ignore
  const { classWeight: _, ...classifiers } = robust.classifiers
  const stored = { ...robust, contrastive: before as never, classifiers: classifiers as never }
  const expected = {
    ...robust,
    classifiers: { ...classifiers, classWeight: null },
    contrastive: {
      ...before,
      hiddenLayers: 1,
      optimiser: 'adam',
      batches: 'random',
      seeds: 1,
      search: null,
    },
  }
  expect(completedSettings({ ...defaultSettings(), preset: stored }).preset).toEqual(expected)
  expect(adaptSettings({ preset: stored })).toEqual(expected)
})

test('settings from before operating points get the default rule', () => {
  const { operating_point, ...stored } = defaultSettings()
  expect(completedSettings(stored as never).operating_point).toEqual(operating_point)
})

test('whole settings stay as they are', () => {
  for (const preset of ['paper' as const, { ...robust, pca: { components: 3 } }]) {
    const settings = { ...defaultSettings(), preset, classifiers: ['lr', 'rf'] }
    expect(completedSettings(settings)).toEqual(settings)
  }
})

test('settings from before the label shuffle was known go without it, and keep their validation', () => {
  const { label_shuffle: _unknown, ...before } = defaultSettings()
  const validation = { folds: 3, repeats: 2, seed: 1 }
  expect(completedSettings({ ...before, validation } as never)).toEqual({ ...defaultSettings(), validation })
})

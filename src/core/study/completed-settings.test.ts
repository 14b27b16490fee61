import { expect, test } from 'vitest'
import { presets } from '../projection/presets.ts'
import { completedSettings } from './completed-settings.ts'
import { defaultSettings } from './default-settings.ts'

const { paper, robust } = presets

test('own numbers from before a classifier was known get those of the preset robust for it, and keep their own', () => {
  const { lr, cart } = paper.classifiers
  const knn = { neighbours: 9 }
  const stored = { ...defaultSettings(), preset: { ...paper, classifiers: { lr, knn, cart } as never } }
  const { preset } = completedSettings(stored)
  expect(preset).toEqual({ ...paper, classifiers: { ...robust.classifiers, lr, knn, cart } })
})

test('whole settings stay as they are', () => {
  for (const preset of ['paper' as const, { ...robust, pca: { components: 3 } }]) {
    const settings = { ...defaultSettings(), preset, classifiers: ['lr', 'rf'] }
    expect(completedSettings(settings)).toEqual(settings)
  }
})

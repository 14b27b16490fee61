import { describe, expect, test } from 'vitest'
import { ablationSets, plannedForms } from './modality-sets.ts'

describe('the sets of an ablation', () => {
  test('three and more: each alone, then each left out', () => {
    expect(ablationSets(['a', 'b', 'c'])).toEqual([['a'], ['b'], ['c'], ['b', 'c'], ['a', 'c'], ['a', 'b']])
  })

  test('of two, leaving one out is the other alone; of one there is nothing to leave out', () => {
    expect(ablationSets(['a', 'b'])).toEqual([['a'], ['b']])
    expect(ablationSets(['a'])).toEqual([])
  })
})

describe('the forms of a study', () => {
  const both = ['single', 'per-modality'] as const

  test('without an ablation: its fusions, and only one of a single modality', () => {
    const forms = (names: string[], fusion: readonly ('single' | 'per-modality')[]): unknown =>
      plannedForms(names, { fusion, ablation: false })
    expect(forms(['a', 'b'], both)).toEqual([{ fusion: 'single' }, { fusion: 'per-modality' }])
    expect(forms(['a'], both)).toEqual([{ fusion: 'single' }])
    expect(forms(['a'], ['per-modality'])).toEqual([{ fusion: 'per-modality' }])
  })

  test('with one: those of all modalities first, then one form of each alone and each fusion of the others', () => {
    expect(plannedForms(['a', 'b', 'c'], { fusion: both, ablation: true })).toEqual([
      { fusion: 'single' },
      { fusion: 'per-modality' },
      ...['a', 'b', 'c'].map((name) => ({ fusion: 'single', modalities: [name] })),
      ...[
        ['b', 'c'],
        ['a', 'c'],
        ['a', 'b'],
      ].flatMap((modalities) => both.map((fusion) => ({ fusion, modalities }))),
    ])
    expect(plannedForms(['a'], { fusion: both, ablation: true })).toEqual([{ fusion: 'single' }])
  })
})

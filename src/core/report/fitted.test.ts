import { describe, expect, test } from 'vitest'
import type { Cell, Results } from '../evaluation/types.ts'
import { fittedLines } from './fitted.ts'
import { results } from './testing/results.ts'

const cell = (fold: number, details: Cell['details'], changes: Partial<Cell> = {}): Cell => ({
  ...results.cells[0]!,
  fold,
  details,
  ...changes,
})
const lines = (cells: readonly Cell[], study: Partial<Results['study']> = {}) =>
  fittedLines({ ...results, study: { ...results.study, ...study }, cells })

describe('R13: what was fitted, in words', () => {
  test('means over the folds that have a detail, and how many that are', () => {
    expect(
      lines([
        cell(0, { epochs: 4, rank: 8, heldBackPairAuc: 0.7, heldBackRows: 20 }),
        cell(1, { epochs: 7, rank: 8, heldBackRows: 0 }),
      ]),
    ).toEqual([
      {
        label: 'Contrastive projection',
        facts: ['epochs 5.5', 'rank 8', 'held-back pair AUC 0.700 (in 1 of 2 folds)'],
      },
    ])
  })

  test('the folds in which a modality was left out, whatever its name', () => {
    const study = { fusion: ['single', 'per-modality'] } as const
    const each = { fusion: 'per-modality' } as const
    expect(
      lines([cell(0, { 'a: b: components': 5 }, each), cell(1, { 'a: b: leftOut': 1 }, each)], study),
    ).toEqual([
      {
        label: 'Contrastive projection, one for each modality',
        facts: ['a: b: components 5 (in 1 of 2 folds)', 'a: b: left out in 1 of 2 folds'],
      },
    ])
  })

  test('what a nested search chose, value by value, and where it could not', () => {
    const chosen = (fold: number, temperature: number): Cell =>
      cell(fold, { epochs: 4, networks: 3, candidates: 6, temperatureChosen: temperature })
    const none = cell(3, { epochs: 4, networks: 3, searchedWithoutValidation: 1 })
    expect(lines([chosen(0, 0.5), chosen(1, 0.1), chosen(2, 0.1), none])[0]!.facts).toEqual([
      'epochs 4',
      'networks joined 3',
      'candidates searched 6 (in 3 of 4 folds)',
      'temperature chosen 0.1 in 2 folds, 0.5 in 1 fold',
      'nothing searched for want of validation cases of two classes in 1 of 4 folds',
    ])
  })

  test('principal components that the training cases cap, in the inner fit too', () => {
    const details = { components: 40, componentsInner: 31, componentsAsked: 128 }
    expect(lines([cell(0, details)])[0]!.facts).toEqual([
      'components 40',
      'components of the inner fit 31',
      'components asked for 128',
    ])
  })

  test('values of test cases that no fold could know', () => {
    expect(lines([cell(0, { 'table: unseen': 2 }), cell(1, {}), cell(2, { 'table: unseen': 1 })])).toEqual([
      {
        label: 'Contrastive projection',
        facts: ['table: 3 test values of a category never seen in training'],
      },
    ])
  })

  test('the epochs are those of the projection, whatever the classifier names so', () => {
    const mlp = { classifier: 'mlp', classifier_details: { epochs: 200, converged: 0 } }
    expect(lines([cell(0, { epochs: 4 }, mlp), cell(1, { epochs: 6 }, mlp)])).toEqual([
      { label: 'Contrastive projection', facts: ['epochs 5'] },
      { label: 'Contrastive projection, Multilayer perceptron', facts: ['not converged in 2 of 2 fits'] },
    ])
  })

  test('what each classifier chose and how often it went wrong, in runs of earlier versions; a fold counts once whatever the classifiers', () => {
    const knn = { classifier: 'knn' }
    expect(
      lines([
        cell(0, { epochs: 4, C: 0.1, converged: 1 }),
        cell(0, { epochs: 4 }, knn),
        cell(1, { epochs: 6, C: 1, converged: 0, chosenWithoutValidation: 1 }),
        cell(1, { epochs: 6 }, knn),
      ]),
    ).toEqual([
      { label: 'Contrastive projection', facts: ['epochs 5'] },
      {
        label: 'Contrastive projection, Logistic regression',
        facts: [
          'C 0.1 to 1',
          'C chosen without validation cases of two classes in 1 of 2 fits',
          'not converged in 1 of 2 fits',
        ],
      },
    ])
  })

  test('nothing of runs that were stored without details', () => {
    const { details: _, ...old } = cell(0, {})
    expect(lines([old as Cell])).toEqual([])
  })
})

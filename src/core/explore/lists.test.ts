import { expect, test } from 'vitest'
import type { LockedTest, Prediction } from '../evaluation/types.ts'
import { caseListCsv } from './case-list-csv.ts'
import { foldPredictions } from './fold-predictions.ts'
import { heldOutPredictions } from './held-out-predictions.ts'
import { lockedTest } from './held-out-places.ts'
import { tagsByCase, withoutTag, withTag } from './tags.ts'

const procedure = { projection: 'pca', fusion: 'single', classifier: 'lr' } as const
const prediction = (id: string, yes: number, other: Partial<Prediction> = {}): Prediction => ({
  case: id,
  repeat: 0,
  fold: 1,
  ...procedure,
  proba: { no: 1 - yes, yes },
  ...other,
})
const dataset = { caseIds: ['a', 'b', 'c'], classes: ['no', 'yes'], positive: 1, y: new Int32Array(3) }

test('what was predicted of the held-out cases of a fold, of this procedure alone', () => {
  const predictions = [
    prediction('b', 0.5),
    prediction('a', 0.25),
    prediction('a', 0.9, { repeat: 1 }),
    prediction('c', 0.9, { classifier: 'knn' }),
    prediction('c', 0.9, { modalities: ['note'] }),
  ]
  const place = { kind: 'fold', repeat: 0, fold: 1 } as const
  const found = foldPredictions({ predictions }, { ...procedure, place }, Int32Array.from([0, 1, 2]), dataset)
  expect([...found.predicted]).toEqual([0, 1, -1])
  expect([...found.confidence]).toEqual([0.75, 0.5, NaN])
})

test('what was predicted of the locked test set is no fold’s, and no fold’s is of it', () => {
  const results = {
    predictions: [prediction('a', 0.25)],
    locked_test: { predictions: [prediction('b', 0.75)] } as unknown as LockedTest,
  }
  const cases = Int32Array.from([0, 1])
  const locked = foldPredictions(results, { ...procedure, place: lockedTest }, cases, dataset)
  expect([...locked.predicted]).toEqual([-1, 1])
  const place = { kind: 'fold', repeat: 0, fold: 1 } as const
  expect([...foldPredictions(results, { ...procedure, place }, cases, dataset).predicted]).toEqual([0, -1])

  // all of them together, averaged over the repeats; who was held out nowhere has none
  const both = { ...results, predictions: [...results.predictions, prediction('a', 0.95, { repeat: 1 })] }
  const all = heldOutPredictions(both, procedure, dataset)
  expect([...all.predicted]).toEqual([1, 1, -1])
  expect([...all.confidence].map((p) => Number(p.toFixed(6)))).toEqual([0.6, 0.75, NaN])
})

test('tags are given once, taken off, and gone without cases', () => {
  const tags = withTag(withTag({}, 'odd', ['a', 'b']), 'odd', ['b', 'c'])
  expect(tags).toEqual({ odd: ['a', 'b', 'c'] })
  expect(tagsByCase(withTag(tags, 'check', ['b'])).get('b')).toEqual(['odd', 'check'])
  expect(withoutTag(withoutTag(tags, 'odd', ['a', 'x']), 'odd', ['b', 'c'])).toEqual({})
})

test.each(['constructor', 'toString', '__proto__'])('a tag may be the word %s', (name) => {
  const tags = withTag(withTag({ odd: ['a'] }, name, ['a']), name, ['b'])
  expect(Object.entries(tags)).toEqual([
    ['odd', ['a']],
    [name, ['a', 'b']],
  ])
  expect(tagsByCase(tags).get('a')).toEqual(['odd', name])
  expect(Object.entries(withoutTag(tags, name, ['a']))).toContainEqual([name, ['b']])
  expect(Object.keys(withoutTag(tags, name, ['a', 'b']))).toEqual(['odd'])
  expect(Object.keys(withoutTag({}, name, ['a']))).toEqual([])
})

test('a list of cases to take away holds no cell that a spreadsheet would run', () => {
  const unsuspected = { suggested: null, suggestedProbability: null }
  const csv = caseListCsv([
    {
      id: '=A1',
      patient: 'p',
      label: 'yes',
      predicted: 'no',
      probability: 0.75,
      ...unsuspected,
      tags: ['@odd', 'new'],
    },
    { id: 'b', patient: 'p', label: 'no', predicted: null, probability: null, ...unsuspected, tags: [] },
  ])
  expect(csv).toBe(
    "case,patient,label,predicted,probability,suggested,suggested_probability,tags\r\n'=A1,p,yes,no,0.75,,,'@odd; new\r\nb,p,no,,,,,\r\n",
  )
})

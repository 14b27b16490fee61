import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readFile } from '../tables/testing.ts'
import { buildDataset } from './build.ts'
import { foldNotices, givenFoldNotices, patientsPerClass } from './class-patients.ts'
import type { Dataset, TableModality } from './dataset.ts'
import { findLabelWords } from './label-words.ts'
import { textModalities } from './modalities.ts'
import { datasetNotices } from './quality.ts'

function dataset(
  values: readonly (string | null)[],
  y: readonly number[],
  patientIds?: readonly string[],
): Dataset {
  const caseIds = y.map((_, i) => `c${i}`)
  return {
    caseIds,
    patientIds: patientIds ?? caseIds,
    classes: ['healthy lung', 'pneumonia'],
    y: Int32Array.from(y),
    positive: 1,
    modalities: [{ kind: 'text', name: 'note', values }],
    folds: null,
    excluded: [],
    notices: [],
  }
}
const alternating = Array.from({ length: 80 }, (_, i) => i % 2)

describe('findLabelWords', () => {
  it('R5: finds the words of a class’s own name, at a twentieth of its cases', () => {
    const values = alternating.map((c, i) =>
      c === 1 && i < 24 ? `${['known', 'old', 'likely'][i % 3]} Pneumonia, case ${i}` : `cough, case ${i}`,
    )
    const data = dataset(values, alternating)
    expect(findLabelWords(data, textModalities(data)[0]!)).toEqual([
      { word: 'pneumonia', classIndex: 1, cases: 12, ofClass: 12, inName: true },
    ])
    expect(datasetNotices(data)).toContainEqual({
      code: 'label-words-in-text',
      severity: 'warning',
      params: { column: 'note', count: 1 },
    })
  })

  it('finds any word that decides the label, the most frequent first, and leaves common ones alone', () => {
    const values = alternating.map((c, i) => {
      const words = [`case ${i % 7}`, 'seen today', c === 0 ? 'discharged' : 'admitted']
      return [...words, c === 1 && i < 40 ? 'antibiotics' : ''].join(' ')
    })
    const data = dataset(values, alternating)
    expect(findLabelWords(data, textModalities(data)[0]!).map(({ word }) => word)).toEqual([
      'admitted',
      'discharged',
      'antibiotics',
    ])
  })

  it('says nothing of a name used in both classes, or of words seen in a few cases', () => {
    const values = alternating.map((c, i) =>
      i < 20 ? 'no pneumonia seen' : c === 1 && i < 34 ? 'rare' : null,
    )
    const data = dataset(values, alternating)
    expect(findLabelWords(data, textModalities(data)[0]!)).toEqual([])
  })

  const covid = new URL('../../../../shared/data/covid-chestxray/metadata.csv', import.meta.url)
  const here = existsSync(covid)
  it.skipIf(!here)(
    `finds the leak in real notes${here ? '' : ' (skipped: ../shared is not here)'}`,
    async () => {
      const table = await readFile(readFileSync(covid))
      const roles = {
        label: { role: 'label' },
        patientid: { role: 'patient' },
        clinical_notes: { role: 'text' },
        clinical_notes_masked: { role: 'text' },
      } as const
      const data = buildDataset(table, roles, { onePatientPerRow: false })
      const words = textModalities(data).map((modality) =>
        findLabelWords(data, modality).map(({ word }) => word),
      )
      expect(words[0]).toContain('covid')
      expect(words[1]).not.toContain('covid')
    },
  )
})

describe('datasetNotices', () => {
  it('counts cases whose text another patient has too', () => {
    const values = ['same', 'same', 'same', 'own', 'own', null, null]
    const data = dataset(values, [0, 1, 0, 1, 0, 1, 0], ['p1', 'p2', 'p1', 'p3', 'p3', 'p4', 'p5'])
    const shared = datasetNotices(data).filter(({ code }) => code === 'texts-shared-by-patients')
    // Rows 0 and 1 and 2 hold one text under two patients; p3 may repeat itself.
    expect(shared).toEqual([
      { code: 'texts-shared-by-patients', severity: 'warning', params: { column: 'note', cases: 3 } },
    ])
  })

  it('R5: warns of a number or a category that nearly tells the label by itself', () => {
    const n = 80
    const column = (name: string, value: (i: number) => number) =>
      ({ kind: 'number', name, values: Float64Array.from({ length: n }, (_, i) => value(i)) }) as const
    const levels = (name: string, value: (i: number) => number) =>
      ({
        kind: 'category',
        name,
        levels: Array.from({ length: n }, String),
        values: Int32Array.from({ length: n }, (_, i) => value(i)),
      }) as const
    const table: TableModality = {
      kind: 'table',
      name: 'table',
      columns: [
        column('copy', (i) => (i % 2 ? -3 : 10) + i / 100),
        column('copy with gaps', (i) => (i % 3 ? i % 2 : NaN)),
        column('half', (i) => (i % 4 ? 1 : 0)),
        column('known of few', (i) => (i < 18 ? i % 2 : NaN)),
        levels('spelled out', (i) => (i % 2) + 2 * ((i % 6) >> 1)),
        levels('case by case', (i) => i),
        levels('three of four', (i) => (i % 4 === 0 ? 1 : i % 2)),
      ],
    }
    const data = { ...dataset(Array(n).fill(null), alternating), modalities: [table] }
    const warned = datasetNotices(data).filter(({ code }) => code === 'column-tells-label')
    expect(warned.map(({ params }) => (params as { column: string }).column)).toEqual([
      'copy',
      'copy with gaps',
      'spelled out',
    ])
  })

  it('warns of few patients in the smallest class', () => {
    const few = { code: 'few-events', severity: 'warning', params: { patients: 40, advised: 100 } }
    const values = alternating.map((_, i) => `text ${i}`)
    expect(datasetNotices(dataset(values, alternating))).toContainEqual(few)
    const many = Array.from({ length: 200 }, (_, i) => i % 2)
    expect(datasetNotices(dataset(many.map((_, i) => `text ${i}`), many))).toEqual([]) // prettier-ignore
  })
})

describe('patientsPerClass', () => {
  it('counts a patient once a class, and in both where both occur', () => {
    const data = dataset([null, null, null, null, null], [0, 0, 0, 1, 1], ['a', 'a', 'b', 'b', 'c'])
    expect([...patientsPerClass(data)]).toEqual([2, 2])
    expect(foldNotices(data, 3)).toEqual([
      { code: 'classes-below-folds', severity: 'warning', params: { count: 2, folds: 3 } },
    ])
  })

  it('tells classes that a given fold has no case of, however many patients they have', () => {
    const data = dataset([null, null, null, null], [0, 0, 1, 1], ['a', 'b', 'c', 'd'])
    expect(givenFoldNotices(data, Int32Array.of(0, 1, 0, 1))).toEqual([])
    expect(givenFoldNotices(data, Int32Array.of(0, 1, 1, 1))).toEqual([
      { code: 'classes-not-in-folds', severity: 'warning', params: { count: 1, folds: 2 } },
    ])
  })
})

import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Dataset, TableModality } from './dataset.ts'
import { experimentCases } from './experiment.ts'
import { fingerprintDataset, fingerprintModality } from './fingerprint.ts'

const base: Dataset = {
  caseIds: ['a', 'b', 'c'],
  patientIds: ['p1', 'p2', 'p1'],
  rows: Int32Array.of(0, 1, 2),
  classes: ['no', 'yes'],
  y: Int32Array.of(0, 1, 0),
  positive: 1,
  modalities: [{ kind: 'text', name: 'note', values: ['ab', null, 'ü'] }],
  folds: null,
  excluded: [],
  notices: [],
  noticedCases: new Map(),
}
const texts = (values: readonly (string | null)[], name = 'note') => ({ kind: 'text', name, values }) as const
const table = (
  age: readonly number[],
  sex: readonly number[],
  levels: readonly string[] = ['f', 'm'],
): TableModality => ({
  kind: 'table',
  name: 'table',
  columns: [
    { kind: 'number', name: 'age', values: Float64Array.from(age) },
    { kind: 'category', name: 'sex', values: Int32Array.from(sex), levels },
  ],
})

describe('fingerprints', () => {
  it('stay the same between versions: results kept from the last one are not stale', async () => {
    const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
    const modality = '2[4:text;4:note;3[2:ab;null;1:ü;'
    expect(await fingerprintModality(base.modalities[0]!)).toBe(sha256(`1[10:modality 1;${modality}`))
    const cases = '3[1:a;1:b;1:c;3[2:p1;2:p2;2:p1;2[2:no;3:yes;3[1:1;5:0,1,0;8:no folds;'
    expect(await fingerprintDataset(base)).toBe(sha256(`1[9:dataset 1;${cases}${modality}`))
  })

  it('change with all that a result depends on', async () => {
    const changes: Partial<Dataset>[] = [
      { modalities: [base.modalities[0]!, table([1, NaN, 3], [0, 1, -1])] },
      { modalities: [base.modalities[0]!, table([1, 2, 3], [0, 1, -1])] },
      { modalities: [base.modalities[0]!, table([1, NaN, 3], [0, 1, 1])] },
      { modalities: [base.modalities[0]!, table([1, NaN, 3], [0, 1, -1], ['f', 'x'])] },
      { caseIds: ['a', 'b', 'd'] },
      { patientIds: ['p1', 'p2', 'p2'] },
      { classes: ['no', 'maybe'] },
      { y: Int32Array.of(0, 1, 1) },
      { positive: 0 },
      { positive: null },
      { folds: Int32Array.of(0, 1, 0) },
      { modalities: [texts(['ab', '', 'ü'])] },
      { modalities: [texts(['a', 'b', 'ü'])] },
      { modalities: [texts(['ab', null, 'ü'], 'report')] },
      { modalities: [texts(['ab', 'null;', 'ü'])] },
      { modalities: [texts(['1:a;', null, 'ü'])] },
    ]
    const all = await Promise.all(
      [base, ...changes.map((c) => ({ ...base, ...c }))].map((one) => fingerprintDataset(one)),
    )
    expect(new Set(all).size).toBe(changes.length + 1)
  })

  it('do not change with what no result depends on', async () => {
    const other: Dataset = { ...base, excluded: [{ reason: 'the label is empty', count: 2 }], notices: [] }
    expect(await fingerprintDataset(other)).toBe(await fingerprintDataset(base))
  })

  it('of a modality leave labels and patients aside', async () => {
    const relabelled = { ...base, y: Int32Array.of(1, 1, 0), patientIds: ['x', 'y', 'z'] }
    const [before, after] = [base, relabelled].map((data) => fingerprintModality(data.modalities[0]!))
    expect(await after).toBe(await before)
  })
})

describe('experimentCases', () => {
  it('numbers patients by first appearance and keeps the rest', () => {
    const cases = experimentCases({ ...base, patientIds: ['p9', 'p2', 'p9'] })
    expect([...cases.groups]).toEqual([0, 1, 0])
    expect(cases).toMatchObject({ patients: 2, y: base.y, classes: base.classes, positive: 1, folds: null })
  })
})

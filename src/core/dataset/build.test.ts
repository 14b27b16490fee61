import { describe, expect, it } from 'vitest'
import { failureOf, tableOf } from '../tables/testing.ts'
import { buildDataset } from './build.ts'
import type { ColumnRoles } from './dataset.ts'
import { predictorsOf } from './modalities.ts'

const names = ['id', 'patient', 'note', 'finding', 'fold', 'age']
const rows = [
  ['a', 'p1', 'first note', 'no', '2', '50'],
  ['b', 'p1', '', 'yes', '2', '51'],
  ['c', 'p2', '  third note ', 'no', '1', '52'],
  ['d', 'p3', 'fourth note', '', '1', '53'],
  ['e', '', 'fifth note', 'yes', '1', '54'],
  ['f', 'p4', 'sixth note', 'yes', '10', '55'],
  ['g', 'p5', 'seventh note', 'maybe', '1', '56'],
]
const roles: ColumnRoles = {
  id: { role: 'id' },
  patient: { role: 'patient' },
  note: { role: 'text' },
  finding: { role: 'label', classes: ['no', 'yes'] },
}
const grouped = { onePatientPerRow: false }
const build = (changed: ColumnRoles = {}, options = grouped, table = tableOf(names, rows)) =>
  buildDataset(table, { ...roles, ...changed }, options)
const failure = (changed: ColumnRoles, options = grouped) => failureOf(() => build(changed, options))

describe('buildDataset', () => {
  it('R13: leaves out rows without a patient or a label, or of no class, and counts each', () => {
    const dataset = build()
    expect(dataset.caseIds).toEqual(['a', 'b', 'c', 'f'])
    expect(dataset.patientIds).toEqual(['p1', 'p1', 'p2', 'p4'])
    expect(dataset.classes).toEqual(['no', 'yes'])
    expect([...dataset.y]).toEqual([0, 1, 0, 1])
    expect(dataset.positive).toBe(1)
    expect(dataset.excluded).toEqual([
      { reason: 'the patient is empty', count: 1 },
      { reason: 'the label is empty', count: 1 },
      { reason: 'the label is none of the classes', count: 1 },
    ])
    const total = dataset.y.length + dataset.excluded.reduce((sum, { count }) => sum + count, 0)
    expect(total).toBe(rows.length)
  })

  it('R13: warns where a code for a missing number becomes a class', () => {
    const coded = rows.map((row) => row.with(3, row[3] === 'maybe' ? '-999' : row[3]!))
    const { classes, notices } = build({ finding: { role: 'label' } }, grouped, tableOf(names, coded))
    expect(classes).toEqual(['-999', 'no', 'yes'])
    expect(notices).toContainEqual({
      code: 'label-missing-codes',
      severity: 'warning',
      params: { column: 'finding', count: 1 },
    })
  })

  it('R7: a case without a text stays, as a state and not as an empty string', () => {
    const dataset = build()
    expect(dataset.modalities).toEqual([
      { kind: 'text', name: 'note', values: ['first note', null, 'third note', 'sixth note'] },
    ])
    expect(dataset.notices).toContainEqual({
      code: 'texts-missing',
      severity: 'info',
      params: { column: 'note', count: 1 },
    })
  })

  it('R1: asks for the patient, or for the word that every row is another one', async () => {
    expect(await failure({ patient: { role: 'ignore' } })).toEqual({ code: 'no-patient-column', params: {} })
    const dataset = build({ patient: { role: 'ignore' } }, { onePatientPerRow: true })
    expect(dataset.patientIds).toEqual(dataset.caseIds)
    expect(dataset.patientIds).toHaveLength(5)
    expect(dataset.notices).toContainEqual({
      code: 'one-patient-per-row',
      severity: 'info',
      params: { patients: 5 },
    })
    // Where a patient column is given it is used, whatever was said before.
    expect(build({}, { onePatientPerRow: true }).patientIds).toEqual(['p1', 'p1', 'p2', 'p4'])
  })

  it('names cases by the row of the file where there is no id', () => {
    expect(build({ id: { role: 'ignore' } }).caseIds).toEqual(['row 2', 'row 3', 'row 4', 'row 7'])
    const skipped = { ...tableOf(names, rows), rowNumbers: Int32Array.of(2, 3, 5, 6, 7, 9, 10) }
    expect(build({ id: { role: 'ignore' } }, grouped, skipped).caseIds).toEqual([
      'row 2',
      'row 3',
      'row 5',
      'row 9',
    ])
  })

  it('numbers repeated ids and says so; the names stay unique', () => {
    const ids = ['x', 'x', 'x (2)', 'y', 'y', 'x', 'z']
    const table = tableOf(names, rows.map((row, i) => [ids[i]!, ...row.slice(1)])) // prettier-ignore
    const dataset = build({}, grouped, table)
    expect(dataset.caseIds).toEqual(['x', 'x (3)', 'x (2)', 'x (4)'])
    expect(dataset.notices).toContainEqual({
      code: 'ids-repeated',
      severity: 'warning',
      params: { column: 'id', count: 2 },
    })
  })

  it('takes given folds in the order of their values', () => {
    expect([...build({ fold: { role: 'fold' } }).folds!]).toEqual([1, 1, 0, 2])
    expect(build().folds).toBeNull()
  })

  it('R5: no date, site, ID, patient, fold or ignored column is a predictor, whatever it holds', () => {
    const dataset = build({
      age: { role: 'date' },
      fold: { role: 'site' },
    })
    expect(predictorsOf(dataset)).toEqual([{ column: 'note', role: 'text' }])
    for (const role of ['date', 'site', 'fold', 'ignore', 'id'] as const) {
      const alone = { note: { role: 'ignore' }, id: { role: 'ignore' }, age: { role: 'ignore' } } as const
      expect(() => build({ ...alone, fold: { role } })).toThrow('no-modality')
    }
  })

  it('refuses what it cannot build, and says what is missing', async () => {
    expect(await failure({ finding: { role: 'ignore' } })).toEqual({ code: 'no-label-column', params: {} })
    expect(await failure({ note: { role: 'ignore' } })).toEqual({ code: 'no-modality', params: {} })
    expect(await failure({ weight: { role: 'ignore' } })).toEqual({
      code: 'unknown-column',
      params: { column: 'weight', known: names },
    })
    expect(await failure({ age: { role: 'label' } })).toEqual({
      code: 'role-twice',
      params: { role: 'label', columns: ['finding', 'age'] },
    })
    const empty = tableOf(names, rows.map((row) => [...row.slice(0, 3), '', ...row.slice(4)])) // prettier-ignore
    expect(
      await failureOf(() => buildDataset(empty, { ...roles, finding: { role: 'label' } }, grouped)),
    ).toEqual({
      code: 'no-cases',
      params: {},
    })
  })

  it('refuses folds that are missing', async () => {
    const table = tableOf(names, rows.map((row) => row.with(4, ''))) // prettier-ignore
    expect(await failureOf(() => build({ fold: { role: 'fold' } }, grouped, table))).toEqual({
      code: 'fold-missing',
      params: { cases: 4 },
    })
  })

  it('leaves the table as it was', () => {
    const table = tableOf(names, rows)
    const before = structuredClone(table)
    build({}, grouped, table)
    expect(table).toEqual(before)
  })
})

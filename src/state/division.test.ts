import { expect, test } from 'vitest'
import { buildDataset } from '../core/dataset/build.ts'
import type { Validation } from '../core/study/study.ts'
import { tableOf } from '../core/tables/testing.ts'
import { readDivision } from './division.ts'

const wellPart = (i: number): string => (i % 2 === 0 && i < 8 ? 'test' : 'train')

function divisionOf(patients: number, test: Validation['test']) {
  const rows = Array.from({ length: patients }, (_, i) => [
    `p${i}`,
    wellPart(i),
    `${i}`,
    i % 2 ? 'yes' : 'no',
  ])
  const table = tableOf(['patient', 'part', 'age', 'ill'], rows)
  const roles = {
    patient: { role: 'patient' },
    part: { role: 'ignore' },
    age: { role: 'number' },
    ill: { role: 'label' },
  } as const
  const dataset = buildDataset(table, roles, { onePatientPerRow: false })
  return readDivision(table, dataset, { folds: 2, repeats: 1, seed: 42, ...(test && { test }) })
}

test('R13: that a share locks nobody is said before the run, which cannot start', () => {
  expect(divisionOf(4, { share: 0.05 }).failure).toMatchObject({ code: 'no-patient-to-lock' })
})

test('R13: that the locked cases lack a class is said before the run', () => {
  const { failure, locked, findings } = divisionOf(80, { column: 'part', value: 'test' })
  expect(failure).toBeNull()
  expect(locked).toMatchObject({ cases: 4, classes: { no: 4, yes: 0 } })
  expect(findings.map(({ notice }) => notice.code)).toContain('locked-without-classes')
  const drawn = divisionOf(80, { share: 0.2 })
  expect(drawn.findings.map(({ notice }) => notice.code)).not.toContain('locked-without-classes')
})

import { expect, it } from 'vitest'
import { readFile } from '../tables/testing.ts'
import { buildDataset } from './build.ts'
import { foldNotices, givenFoldNotices } from './class-patients.ts'
import { withCases } from './noticed-cases.ts'
import { columnNotices } from './quality.ts'
import { summariseTable } from './summary.ts'

const file = `patient,crp,sex,note,fold,outcome,weight
p1,3,m,one,0,ill,70
p1,4,f,two,0,ill,-999
,5,m,left out,0,ill,71
p2,high,m,,1,Ill,72
p\u200b3,-999,m,NA,1,well,73
p4,,,four,1,well,74
p4,6,f,five,1,.,75
`

it('finds the cases that a notice counts, though rows were left out', async () => {
  const table = await readFile(file)
  const roles = {
    patient: { role: 'patient' },
    crp: { role: 'number' },
    sex: { role: 'category' },
    note: { role: 'text' },
    fold: { role: 'fold' },
    outcome: { role: 'label' },
  } as const
  const dataset = buildDataset(table, roles, { onePatientPerRow: false })
  expect([...dataset.rows]).toEqual([0, 1, 3, 4, 5, 6])
  const notices = [
    ...dataset.notices,
    ...columnNotices(summariseTable(table), roles),
    ...foldNotices(dataset, 5),
    ...givenFoldNotices(dataset, dataset.folds!),
  ]
  const casesOf = new Map(
    notices
      .map((notice) => withCases(notice, table, dataset))
      .filter(({ cases }) => cases)
      .map(({ notice, cases }) => [notice.code, [...cases!]]),
  )
  expect(Object.fromEntries(casesOf)).toEqual({
    'classes-with-one-patient': [0, 1, 2, 5],
    'classes-look-alike': [0, 1, 2],
    'label-missing-codes': [5],
    'hidden-characters': [3],
    'texts-missing': [2, 3],
    'not-numbers': [2],
    'table-missing': [4],
    'missing-codes': [1],
    'classes-below-folds': [3, 4],
    'classes-not-in-folds': [0, 1, 2, 3, 4, 5],
  })
})

import { expect, it } from 'vitest'
import type { Table } from '../tables/table.ts'
import { readFile, tableOf } from '../tables/testing.ts'
import { buildDataset } from './build.ts'
import { caseValues } from './case-values.ts'
import { foldNotices, givenFoldNotices } from './class-patients.ts'
import type { Dataset } from './dataset.ts'
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

/** Of each notice of a data set that speaks of cases: its code, what distinguishes it from others of that code, its cases. */
const casesIn = (dataset: Dataset, table: Table) =>
  dataset.notices
    .map((notice) => withCases(notice, table, dataset))
    .filter(({ cases }) => cases)
    .map(({ notice: { code, params }, cases }) => [
      'reason' in params ? `${code}: ${params.reason}` : code,
      [...cases!],
    ])

it('finds the cases of a joined text that have none, and what each has', () => {
  const table = tableOf(
    ['history', 'findings', 'outcome'],
    [
      ['', '', ''],
      ['cough', '', 'yes'],
      ['NA', '', 'no'],
      ['fever', 'clear', 'yes'],
    ],
  )
  const dataset = buildDataset(
    table,
    { history: { role: 'text' }, findings: { role: 'text' }, outcome: { role: 'label' } },
    { onePatientPerRow: true, texts: 'joined' },
  )
  expect(casesIn(dataset, table)).toContainEqual(['texts-missing', [1]])
  const valuesOf = (name: string) => {
    const valueOf = caseValues(table, dataset, name)
    return valueOf && [0, 1, 2].map(valueOf)
  }
  expect(valuesOf('texts')).toEqual(['history: cough', '', 'history: fever\n\nfindings: clear'])
  expect(valuesOf('history')).toEqual(['cough', 'NA', 'fever'])
  expect(valuesOf('other')).toBeNull()
})

it('knows the cases of repeated IDs, of pictures that are not here and of vectors that cannot be used', () => {
  const picture = (path: string) => ({ path, key: path, width: 1, height: 1, hash: '' })
  const table = tableOf(
    ['id', 'scan', 'gone', 'vector', 'outcome'],
    [
      ['a', 'none.png', '', '[1,2]', ''],
      ['a', 'a.png', 'x.png', '[1,2]', 'yes'],
      ['b', 'a.png; no.png; nor.png', '', '[3]', 'no'],
      ['a', '', 'y.png', '[4,"x"]', 'yes'],
      ['c', 'b.png', '', '', 'no'],
      ['c', 'none.png', '', '[5,6]', 'no'],
    ],
  )
  const dataset = buildDataset(
    table,
    {
      id: { role: 'id' },
      scan: { role: 'image' },
      gone: { role: 'image' },
      vector: { role: 'embedding' },
      outcome: { role: 'label' },
    },
    { onePatientPerRow: true, pictures: ['a.png', 'b.png'].map(picture) },
  )
  expect(casesIn(dataset, table).slice(-7)).toEqual([
    ['ids-repeated', [2, 4]],
    ['pictures-not-found', [1, 4]],
    ['pictures-missing', [2, 4]],
    // of a column that is left out, as nothing of it is here
    ['pictures-not-found', [0, 2]],
    ['vectors-unusable: not-numbers', [2]],
    ['vectors-unusable: wrong-length', [1]],
    ['vectors-missing', [3]],
  ])
})

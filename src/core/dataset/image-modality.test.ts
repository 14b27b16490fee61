import { describe, expect, test } from 'vitest'
import type { Picture } from '../pictures/picture.ts'
import { tableOf } from '../tables/testing.ts'
import { buildDataset } from './build.ts'
import type { ColumnRoles, Dataset } from './dataset.ts'

describe('pictures of the cases', () => {
  const table = tableOf(
    ['scan', 'note', 'outcome', 'patient'],
    [
      ['a.png', 'one', 'yes', 'p1'],
      ['b.png; c.png', 'two', 'no', 'p2'],
      ['', 'three', 'yes', 'p3'],
      ['gone.png', 'four', 'no', 'p4'],
    ],
  )
  const roles: ColumnRoles = {
    scan: { role: 'image' },
    outcome: { role: 'label', positive: 'yes' },
    patient: { role: 'patient' },
  }
  const picture = (path: string): Picture => ({ path, key: `key of ${path}`, width: 1, height: 1, hash: '' })
  const codes = (dataset: Dataset): string[] => dataset.notices.map(({ code }) => code)

  test('[R7, R13] are one modality; a case without one stays; what is missing on either side is told', () => {
    const pictures = ['x/a.png', 'x/b.png', 'x/c.png', 'x/other.png'].map(picture)
    const dataset = buildDataset(table, roles, { onePatientPerRow: false, pictures })
    expect(dataset.modalities).toEqual([
      {
        kind: 'image',
        name: 'scan',
        pictures: [['key of x/a.png'], ['key of x/b.png', 'key of x/c.png'], [], []],
      },
    ])
    expect(dataset.notices.filter(({ code }) => code.startsWith('pictures'))).toEqual([
      { code: 'pictures-not-found', severity: 'warning', params: { column: 'scan', count: 1 } },
      { code: 'pictures-missing', severity: 'info', params: { column: 'scan', count: 2 } },
      { code: 'pictures-averaged', severity: 'info', params: { column: 'scan', count: 1 } },
      { code: 'pictures-unused', severity: 'warning', params: { count: 1 } },
    ])
  })

  test('a column none of whose pictures is here is left out, and says so', () => {
    const both = { ...roles, note: { role: 'text' } } as const
    const dataset = buildDataset(table, both, { onePatientPerRow: false })
    expect(dataset.modalities.map(({ kind }) => kind)).toEqual(['text'])
    expect(codes(dataset)).toEqual(expect.arrayContaining(['pictures-not-found', 'column-left-out']))
  })

  test('a case that is nothing but a broken picture is left out and counted; with a note it stays', () => {
    const pictures = ['a.png', 'b.png', 'c.png'].map(picture)
    const rejected = [{ path: 'gone.png', reason: 'truncated', detail: '' }] as const
    const options = { onePatientPerRow: false, pictures, rejected }
    const alone = buildDataset(table, roles, options)
    expect(alone.patientIds).toEqual(['p1', 'p2', 'p3'])
    expect(alone.excluded).toEqual([{ reason: 'its pictures cannot be read', count: 1 }])
    const withNote = buildDataset(table, { ...roles, note: { role: 'text' } }, options)
    expect(withNote.patientIds).toEqual(['p1', 'p2', 'p3', 'p4'])
  })

  test('the same picture everywhere tells nothing', () => {
    const same = tableOf(['scan', 'note', 'outcome', 'patient'], [
      ['a.png', 'one', 'yes', 'p1'],
      ['a.png', 'two', 'no', 'p2'],
    ]) // prettier-ignore
    const building = () =>
      buildDataset(same, roles, { onePatientPerRow: false, pictures: [picture('a.png')] })
    expect(building).toThrow(expect.objectContaining({ code: 'no-modality' }))
  })
})

import { describe, expect, it } from 'vitest'
import type { ModelModality } from '../core/model/final-model.ts'
import { caseNames, formCase, readCaseFiles } from './case-files.ts'
import type { Context } from './services.ts'

const encoder = { id: 'e', revision: '1', dtype: 'fp32' }
const note: ModelModality = { kind: 'text', name: 'note', columns: ['note'], longTexts: 'truncate', encoder }
const image: ModelModality = { kind: 'image', name: 'image', encoder }
const vector: ModelModality = {
  kind: 'embedding',
  name: 'lab',
  columns: ['lab0', 'lab1'],
  inLists: false,
  dimensions: 2,
}
// Node's files have no place in a folder
const picture = (name: string): File =>
  Object.assign(new File([Uint8Array.of(1)], name), { webkitRelativePath: '' })
/** Reading pictures alone needs neither storage nor workers. */
const context = {} as Context

describe('a case filled in by hand', () => {
  it('is a row of cells, its pictures told apart though they have the same name', () => {
    const form = { cells: { note: 'cough' }, pictures: { image: [picture('a.png'), picture('a.png')] } }
    const { cases, pictures } = formCase(form, { modalities: [note, image] })
    expect(cases.texts.get('note')).toEqual(['cough'])
    expect(cases.pictures.get('image')).toEqual([pictures.map(({ path }) => path)])
    expect(new Set(pictures.map(({ path }) => path)).size).toBe(2)
    expect(cases.absent).toEqual([])
  })

  it('has a vector of several columns as one list; what is no list of as many numbers is a problem (R13)', () => {
    const read = (lab: string) =>
      formCase({ cells: { lab }, pictures: {} }, { modalities: [vector], decimal: ',' }).cases
    const [given] = read('[1.5, -2]').ready as unknown as [{ X: { data: Float32Array } }]
    expect([...given.X.data]).toEqual([1.5, -2])
    expect(read('').problems).toEqual([[]])
    expect(read('many').problems).toEqual([[{ code: 'vector-unusable', column: 'lab' }]])
    for (const other of ['[1]', '[1, 2, 3]', '[1, 2, 3, 4]', '[1, 2, ]'])
      expect(read(other).problems).toEqual([[{ code: 'vector-unusable', column: 'lab' }]])
  })
})

describe('files of new cases', () => {
  it('are a case each where they are pictures alone', async () => {
    const { table, unusedPictures } = await readCaseFiles(
      context,
      [picture('b.png'), picture('c.png')],
      [note, image],
    )
    expect(table.columns).toEqual([{ name: 'image', values: ['b.png', 'c.png'] }])
    expect(unusedPictures).toBe(0)
    expect(caseNames(table, undefined)).toEqual(['row 1', 'row 2'])
  })

  it('are refused where they are pictures and the model takes none', async () => {
    await expect(readCaseFiles(context, [picture('b.png'), picture('c.png')], [note])).rejects.toMatchObject({
      code: 'nothing-to-predict-from',
      params: { columns: ['note'] },
    })
  })

  it('call a case by its ID, or by its row as a spreadsheet counts', () => {
    const table = { rows: 2, columns: [{ name: 'id', values: ['A7', ' '] }] }
    expect(caseNames(table, 'id')).toEqual(['A7', 'row 3'])
    expect(caseNames(table, undefined)).toEqual(['row 2', 'row 3'])
  })
})

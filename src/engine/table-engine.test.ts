import { describe, expect, test, vi } from 'vitest'
import { npyOf } from '../core/bundles/testing.ts'
import { collectTable } from './collect-table.ts'
import { createTableEngine } from './table-engine.ts'

const fileOf = (text: string, name = 'notes.csv') => new File([text], name)

describe('reading a table in a worker', () => {
  test('blocks put together are the table, however many there are', async () => {
    const notes = Array.from({ length: 3000 }, (_, i) => `note ${i} `.padEnd(800, 'x'))
    const engine = createTableEngine()
    const file = fileOf(`id,note\n${notes.map((note, i) => `0${i},${note}`).join('\n')}\n`)
    const head = await engine.read(file, {}, () => {})
    expect(head).toMatchObject({ columns: ['id', 'note'], rows: 3000 })
    expect(head.blocks).toBeGreaterThan(2)
    const table = await collectTable(head, engine.block)
    expect(table.columns.map(({ values }) => values.length)).toEqual([3000, 3000])
    expect(table.columns[0]!.values[2999]).toBe('02999')
    expect(table.columns[1]!.values).toEqual(notes)
  })

  test('rows keep the number that they have in the file', async () => {
    const engine = createTableEngine()
    const head = await engine.read(fileOf('id,note\n1,a\n\n2,b\n'), {}, () => {})
    const table = await collectTable(head, engine.block)
    expect(table.rowNumbers).toEqual(Int32Array.of(2, 4))
  })

  test('progress is told in bytes, and ends at the size of the file', async () => {
    const onProgress = vi.fn<(bytesRead: number) => void>()
    const file = fileOf('a,b\n1,2\n')
    await createTableEngine().read(file, {}, onProgress)
    expect(onProgress).toHaveBeenLastCalledWith(file.size)
  })

  test("options reach the format's reader, and its failures come out", async () => {
    const engine = createTableEngine()
    expect(await engine.read(fileOf('a,b;c\n1,2;3\n'), { delimiter: ';' }, () => {})).toMatchObject({
      columns: ['a,b', 'c'],
    })
    await expect(engine.read(fileOf(''), {}, () => {})).rejects.toMatchObject({ code: 'file-empty' })
    await expect(engine.read(fileOf('x', 'scan.dcm'), {}, () => {})).rejects.toMatchObject({
      code: 'unknown-format',
    })
  })

  test('a preview is of the beginning, in the format that the name tells', async () => {
    const engine = createTableEngine()
    const file = fileOf(`a;b\n${'1;2\n'.repeat(500_000)}"never closed`)
    expect(await engine.preview(file, {})).toMatchObject({
      header: ['a', 'b'],
      dialect: { delimiter: ';', encoding: 'utf-8' },
    })
    expect(await engine.preview(fileOf('{"a;b":1}\n', 'notes.jsonl'), {})).toEqual({
      header: ['a;b'],
      sampleRows: [['1']],
      notices: [],
      dialect: null,
    })
    await expect(engine.preview(fileOf('a;b\n', 'notes.xlsx'), {})).rejects.toMatchObject({
      code: 'wrong-content',
    })
  })
})

describe('what comes along with a table', () => {
  const cases = 'id,note\na1,one\na2,two\na3,three\n'

  test('pictures get a column where none names them, and vectors one of their own, by their IDs', async () => {
    const engine = createTableEngine()
    const vectors = { path: 'scan.npy', file: new Blob([npyOf({}).slice()]), ids: fileOf('a3\na1\n') }
    const pictures = ['a1.png', 'a2_1.png', 'a2_2.png'].map((path) => ({ path }))
    const { columns, notices } = await engine.read(
      fileOf(cases),
      { files: { pictures, vectors: [vectors] } },
      () => {},
    )
    expect(columns).toEqual(['id', 'note', 'picture', 'scan'])
    const cells = await engine.block(0)
    expect(cells.slice(2)).toEqual([
      ['a1.png', 'a2_1.png;a2_2.png', ''],
      ['[3,4]', '', '[1,2]'],
    ])
    expect(notices).toEqual([
      { code: 'pictures-attached', severity: 'info', params: { column: 'picture', idColumn: 'id', matched: 2 } },
      { code: 'vectors-attached', severity: 'info', params: { column: 'scan', idColumn: 'id', matched: 2, unused: 0, notFinite: 0 } },
    ]) // prettier-ignore
  })

  test('vectors without IDs must be as many as the rows', async () => {
    const vectors = { path: 'scan.npy', file: new Blob([npyOf({}).slice()]), ids: null }
    const reading = createTableEngine().read(
      fileOf(cases),
      { files: { pictures: [], vectors: [vectors] } },
      () => {},
    )
    await expect(reading).rejects.toMatchObject({ code: 'vectors-not-matched' })
  })
})

import { describe, expect, test, vi } from 'vitest'
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

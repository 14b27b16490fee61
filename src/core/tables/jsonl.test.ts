import { describe, expect, it } from 'vitest'
import { previewNamed, readNamed } from './fixtures/testing.ts'
import { maxRowCharacters } from './limits.ts'
import { contents, failureOf, latin1, utf8 } from './testing.ts'

const read = (text: string, chunk?: number) => readNamed('cases.jsonl', utf8(text), chunk)

describe('JSON lines', () => {
  it('keep numbers as they are written, nested values as JSON, and leave what is missing empty', async () => {
    const text =
      '{"id":"00123","n":1.0,"big":9007199254740993,"ok":true,"note":"a \\"b\\", c\\n\\u00e9"}\r\n' +
      '\n' +
      '{"n":-1.5E-7,"ok":false,"note":null,"vector":[1, 2.50,{"a b": [ ]}],"late":""}'
    const table = await read(text)
    expect(contents(table)).toEqual({
      names: ['id', 'n', 'big', 'ok', 'note', 'vector', 'late'],
      rows: [
        ['00123', '1.0', '9007199254740993', 'true', 'a "b", c\né', '', ''],
        ['', '-1.5E-7', '', 'false', '', '[1,2.50,{"a b":[]}]', ''],
      ],
    })
    expect(table.notices).toEqual([{ code: 'blank-lines-skipped', severity: 'info', params: { count: 1 } }])
    for (const chunk of [1, 7, 64]) expect(await read(text, chunk)).toEqual(table)
  })

  it('row 14: __proto__ and constructor are columns like any other, the last of equal keys counts', async () => {
    const table = await read('{"__proto__":"a","constructor":1}\n{"__proto__":"x","__proto__":"b"}\n')
    expect(contents(table)).toEqual({ names: ['__proto__', 'constructor'], rows: [['a', '1'], ['b', '']] }) // prettier-ignore
    expect(({} as Record<string, unknown>)['a']).toBeUndefined()
  })

  it('names blank keys and keys that differ in white space only', async () => {
    const { names } = contents(await read('{"":1,"a":2,"a ":3}\n'))
    expect(names).toEqual(['Column 1', 'a', 'a (2)'])
  })

  it.each([
    ['{"a":1}\n{"a":CANARY}\n', { line: 2, reason: 'not-json' }],
    ['{"a":1}\n\n{"a":1\n', { line: 3, reason: 'not-json' }],
    ['[{"a":1}]\n', { line: 1, reason: 'not-an-object' }],
    ['{"a":1}\nnull\n', { line: 2, reason: 'not-an-object' }],
    ['a,b\n1,2\n', { line: 1, reason: 'not-json' }],
  ])('stop at a line that is no object: %j', async (text, params) => {
    expect(await failureOf(() => read(text))).toEqual({ code: 'bad-json-line', params })
  })

  it.each([
    ['', 'file-empty'],
    [' \n\n', 'file-empty'],
    ['{}\n{}\n', 'file-empty'],
    ['{"a":"\\u0000"}\n', 'not-a-text-table'],
    ['<!doctype html><html>', 'not-a-text-table'],
    [`{"a":"${'x'.repeat(maxRowCharacters)}"}\n`, 'row-too-long'],
    [`{${Array.from({ length: 2_001 }, (_, j) => `"c${j}":1`).join()}}\n`, 'too-many-columns'],
  ])('are refused', async (text, code) => {
    expect(await failureOf(() => read(text))).toMatchObject({ code })
  })

  it('say how letters that are no UTF-8 were read', async () => {
    const table = await readNamed('cases.ndjson', latin1('{"a":"\xe9"}\n'))
    expect(contents(table).rows).toEqual([['é']])
    expect(table.notices).toMatchObject([{ code: 'encoding-guessed' }])
  })

  it('are previewed by their first lines, whatever comes later', async () => {
    const lines = Array.from({ length: 30_000 }, (_, i) => `{"id":"${i}","note":"n ${i}"}`).join('\n')
    const preview = await previewNamed('cases.jsonl', utf8(`${lines}\nno JSON`))
    expect(preview).toMatchObject({ header: ['id', 'note'], dialect: null })
    expect(preview.sampleRows).toHaveLength(20)
    expect(preview.sampleRows[1]).toEqual(['1', 'n 1'])
  })
})

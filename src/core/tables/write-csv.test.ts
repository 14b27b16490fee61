import { describe, expect, it } from 'vitest'
import { tableOf } from './testing.ts'
import { escapeFormula, writeCsv } from './write-csv.ts'

describe('writeCsv', () => {
  it('quotes by RFC 4180', () => {
    const table = tableOf(['id', 'a "b"'], [['1', 'x,y'], [' 2', 'one\ntwo'], ['', '=1']]) // prettier-ignore
    expect(writeCsv(table)).toBe('id,"a ""b"""\r\n1,"x,y"\r\n" 2","one\ntwo"\r\n,=1\r\n')
  })

  it('writes a lone empty cell so that it is no blank line', () => {
    expect(writeCsv(tableOf(['note'], [['a'], [''], ['b']]))).toBe('note\r\na\r\n""\r\nb\r\n')
  })
})

describe('escapeFormula', () => {
  it.each(['=1+1', '+cmd', '-cmd|calc', '@SUM(A1)', '\t=1', ' =1', '＝1', '\n=1', '-1+1', '=-5'])(
    'escapes %j',
    (cell) => {
      expect(escapeFormula(cell)).toBe(`'${cell}`)
    },
  )

  it.each(['', 'text', '-5', '+3.2e-4', '-0,5', '5-3', 'a=b', '2020-01-01'])('leaves %j alone', (cell) => {
    expect(escapeFormula(cell)).toBe(cell)
  })
})

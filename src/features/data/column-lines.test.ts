import { describe, expect, it } from 'vitest'
import type { ColumnRoles } from '../../core/dataset/dataset.ts'
import { guessRoles, initialRoles } from '../../core/dataset/roles.ts'
import { summariseTable } from '../../core/dataset/summary.ts'
import { tableOf } from '../../core/tables/testing.ts'
import { columnLines, memberLines } from './column-lines.ts'

const vector = Array.from({ length: 10 }, (_, j) => `e${j}`)
const answers = Array.from({ length: 9 }, (_, j) => `phq${j + 1}`)
const table = tableOf(
  ['age', ...vector.toReversed(), 'e', ...answers, 'outcome'],
  Array.from({ length: 40 }, (_, i) => [
    String(30 + ((i * 7) % 20)),
    ...vector.map((_, j) => Math.sin(i * 10 + j).toFixed(3)),
    'x',
    ...answers.map((_, j) => String((i + j) % 4)),
    'ab'.charAt(i % 2),
  ]),
)
const summaries = summariseTable(table)
const guesses = guessRoles(table, summaries)
const guessed = initialRoles(guesses)
const linesOf = (roles: ColumnRoles) => columnLines({ summaries, roles, guesses })
const titles = (roles: ColumnRoles) =>
  linesOf(roles).map(({ title, role }) => `${title}: ${role ?? 'several'}`)

describe('columnLines', () => {
  it('shows a vector, and numbered columns that could be one, as a line each', () => {
    expect(titles(guessed)).toEqual([
      'age: number',
      'e0 … e9: embedding',
      'e: ignore',
      'phq1 … phq9: number',
      'outcome: label',
    ])
    const [, line] = linesOf(guessed)
    expect(line!.group).toEqual({ name: 'e 2', prefix: 'e', columns: vector })
    expect(line!.guess!.reason.code).toBe('numbered-columns')
  })

  it('keeps the line where the columns are used by themselves, and says where they differ', () => {
    const { 'e 2': _vector, ...others } = guessed
    const each = {
      ...others,
      ...Object.fromEntries(vector.map((name) => [name, { role: 'number' }] as const)),
    }
    expect(titles(each)[1]).toBe('e0 … e9: number')
    const mixed: ColumnRoles = { ...each, e3: { role: 'ignore' } }
    expect(titles(mixed)[1]).toBe('e0 … e9: several')
    const members = memberLines({ roles: mixed, guesses }, linesOf(mixed)[1]!)
    expect(members.map(({ role }) => role)).toEqual(
      vector.map((name) => (name === 'e3' ? 'ignore' : 'number')),
    )
  })

  it('shows the vectors of a study as its entries name them, whatever their columns are called', () => {
    const roles: ColumnRoles = {
      scores: { role: 'embedding', columns: ['phq2', 'age'] },
      outcome: { role: 'label' },
    }
    const lines = linesOf(roles)
    expect(lines[0]!.title).toBe('phq2 … age')
    expect(lines[0]!.group).toEqual({ name: 'scores', columns: ['phq2', 'age'] })
    // phq1, phq3, ... are no set without phq2
    expect(lines.filter(({ title }) => title.startsWith('phq'))).toHaveLength(1 + 8)
  })

  it('names a set as no entry of the study is named', () => {
    const roles: ColumnRoles = { phq: { role: 'embedding', columns: ['age'] } }
    expect(linesOf(roles).map(({ group }) => group?.name)).toContain('phq 2')
  })
})

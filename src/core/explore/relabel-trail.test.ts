import { expect, test } from 'vitest'
import type { ColumnRoles, Relabel } from '../dataset/dataset.ts'
import { trailCsv, trailOf } from './relabel-trail.ts'

const roles = (...relabels: Relabel[]): ColumnRoles => ({ finding: { role: 'label', relabels } })
const change = (id: string, to: string): Relabel => ({ case: id, from: 'flu', to })

test('the trail says what changed, and what was taken back, whatever changed it', () => {
  const first = trailOf({ finding: { role: 'label' } }, roles(change('a', 'cold'), change('b', 'cold')), 1000)
  const then = trailOf(roles(change('a', 'cold'), change('b', 'cold')), roles(change('a', 'none')), 2000)
  expect([...first, ...then].map((e) => [e.at, e.case, e.file, e.before, e.after])).toEqual([
    [1000, 'a', 'flu', 'flu', 'cold'],
    [1000, 'b', 'flu', 'flu', 'cold'],
    [2000, 'a', 'flu', 'cold', 'none'],
    [2000, 'b', 'flu', 'cold', 'flu'],
  ])
  expect(trailOf(roles(change('a', 'cold')), roles(change('a', 'cold')), 3000)).toEqual([])
})

test('what is set aside with a column that is no longer the label is not taken back; what goes with its entry is', () => {
  const relabels = [change('a', 'cold')]
  expect(trailOf(roles(...relabels), { finding: { role: 'ignore', relabels } }, 1)).toEqual([])
  const [entry] = trailOf(roles(...relabels), { finding: { role: 'ignore' } }, 1)
  expect(entry).toMatchObject({ column: 'finding', case: 'a', before: 'cold', after: 'flu' })
})

test('the trail as a table holds no cell that a spreadsheet would run', () => {
  const trail = trailOf({}, roles(change('=1+1', 'cold'), change('b', 'none')), 1_000_250)
  expect(trailCsv(trail).split('\r\n')).toEqual([
    'time,case,column,label_in_file,label_before,label_after,action',
    "1970-01-01T00:16:40.25Z,'=1+1,finding,flu,flu,cold,changed",
    '1970-01-01T00:16:40.25Z,b,finding,flu,flu,none,changed',
    '',
  ])
})

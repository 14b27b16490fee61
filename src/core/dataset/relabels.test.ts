import { describe, expect, it } from 'vitest'
import { tableOf } from '../tables/testing.ts'
import { buildDataset } from './build.ts'
import type { ColumnRole, ColumnRoles, Dataset, Relabel } from './dataset.ts'
import { withRelabels } from './relabels.ts'

const rows = ['flu', 'cold', 'none', 'flu', 'cold', 'none'].map((finding, i) => [`p${i}`, `${i}.5`, finding])
const table = tableOf(['patient', 'age', 'finding'], rows)

function build(label: Omit<ColumnRole, 'role'>): Dataset {
  const roles: ColumnRoles = {
    patient: { role: 'patient' },
    age: { role: 'number' },
    finding: { role: 'label', ...label },
  }
  return buildDataset(table, roles, { onePatientPerRow: false })
}
const labels = (dataset: Dataset): string[] => Array.from(dataset.y, (c) => dataset.classes[c]!)
const told = (dataset: Dataset): string[] =>
  dataset.notices
    .filter(({ code }) => code === 'labels-changed' || code === 'relabels-lapsed')
    .map(({ code, params }) => `${code} ${'count' in params ? params.count : ''}`)

const relabels: Relabel[] = [{ case: 'row 2', from: 'flu', to: 'none' }]

describe('labels changed by hand', () => {
  it('hold instead of those of the file, and are told with their cases (R13)', () => {
    const dataset = build({ relabels })
    expect(labels(dataset)).toEqual(['none', 'cold', 'none', 'flu', 'cold', 'none'])
    expect(told(dataset)).toEqual(['labels-changed 1'])
    expect([...dataset.noticedCases.values()].map((cases) => [...cases])).toContainEqual([0])
  })

  it('follow a class that was merged since', () => {
    const dataset = build({ relabels, merge: { ill: ['flu', 'cold'] } })
    expect(labels(dataset)).toEqual(['none', 'ill', 'none', 'ill', 'ill', 'none'])
  })

  it.each<[string, Relabel, Omit<ColumnRole, 'role'>]>([
    ['case', { case: 'row 99', from: 'flu', to: 'none' }, {}],
    ['class', { case: 'row 2', from: 'flu', to: 'plague' }, {}],
    ['class any more', { case: 'row 2', from: 'flu', to: 'none' }, { classes: ['flu', 'cold'] }],
    ['such label in the file', { case: 'row 2', from: 'cold', to: 'none' }, {}],
  ])('are not applied, and told, where there is no such %s', (_, relabel, entry) => {
    const dataset = build({ ...entry, relabels: [relabel] })
    expect(labels(dataset)).toEqual(labels(build(entry)))
    expect(told(dataset)).toEqual(['relabels-lapsed 1'])
  })

  it('that empty a class block what cannot be done without its cases, until it is merged', () => {
    const notFlu: Relabel[] = [2, 5].map((row) => ({ case: `row ${row}`, from: 'flu', to: 'cold' }))
    const blocking = (dataset: Dataset): string[] =>
      dataset.notices.filter(({ severity }) => severity === 'blocking').map(({ code }) => code)
    expect(blocking(build({ relabels: notFlu }))).toEqual(['classes-without-cases'])
    const merged = build({ relabels: notFlu, merge: { cold: ['flu', 'cold'] } })
    expect(blocking(merged)).toEqual([])
    expect(labels(merged)).toEqual(['cold', 'cold', 'none', 'cold', 'cold', 'none'])
  })

  it('do not turn the positive class, which is guessed from the file', () => {
    const two = { merge: { ill: ['flu', 'cold'], well: ['none'] } }
    expect(build(two).positive).toBe(1)
    const most = [3, 4, 5, 6].map((row) => ({ case: `row ${row}`, from: 'ill', to: 'well' }))
    expect(build({ ...two, relabels: most }).positive).toBe(1)
  })
})

describe('one more change', () => {
  it('names what the file says, and is one a case', () => {
    const once = withRelabels([], [{ id: 'a', file: 'flu' }], 'cold')
    expect(once).toEqual([{ case: 'a', from: 'flu', to: 'cold' }])
    const twice = withRelabels(once, [{ id: 'a', file: 'flu' }, { id: 'b', file: 'none' }], 'none') // prettier-ignore
    expect(twice).toEqual([{ case: 'a', from: 'flu', to: 'none' }])
  })

  it('takes the place of one that does not fit the file any more', () => {
    const lapsed = [{ case: 'a', from: 'none', to: 'cold' }]
    expect(withRelabels(lapsed, [{ id: 'a', file: 'flu' }], 'cold')).toEqual([
      { case: 'a', from: 'flu', to: 'cold' },
    ])
  })

  it('back to what the file says is no change', () => {
    expect(withRelabels([{ case: 'a', from: 'flu', to: 'cold' }], [{ id: 'a', file: 'flu' }], 'flu')).toEqual(
      [],
    )
  })
})

import { describe, expect, it } from 'vitest'
import { tableOf } from '../tables/testing.ts'
import type { ColumnRole, ColumnRoles } from './dataset.ts'
import { codeLabels } from './labels.ts'
import {
  countLabelValues,
  entryOf,
  isNameTaken,
  leaveOutClasses,
  mergeClasses,
  moveClass,
  recodingOf,
  splitClass,
  takeBackValue,
  type Recoding,
} from './recode.ts'

const values = ['flu', 'cold', 'asthma', 'none']
const plain: ColumnRole = { role: 'label' }
const start = recodingOf(values, plain)
const names = ({ classes }: Recoding): string[] => classes.map(({ name }) => name)

describe('a recoding', () => {
  it('starts from each value as a class, in the order that classes have', () => {
    expect(names(start)).toEqual(['asthma', 'cold', 'flu', 'none'])
    expect(entryOf(start)).toEqual(plain)
    expect(names(recodingOf(['10', '9', '2'], plain))).toEqual(['2', '9', '10'])
  })

  const edits: readonly (readonly [string, Recoding, ColumnRole])[] = [
    [
      'merges classes at the place of the first',
      mergeClasses(start, ['flu', 'cold'], ' infection '),
      { role: 'label', classes: ['asthma', 'infection', 'none'], merge: { infection: ['cold', 'flu'] } },
    ],
    [
      'renames one',
      mergeClasses(start, ['asthma'], 'Asthma'),
      { role: 'label', merge: { Asthma: ['asthma'] } },
    ],
    [
      'leaves classes out',
      leaveOutClasses(start, ['none', 'flu']),
      { role: 'label', classes: ['asthma', 'cold'] },
    ],
    [
      'orders them',
      moveClass(moveClass(start, 'none', -1), 'none', -1),
      { role: 'label', classes: ['asthma', 'none', 'cold', 'flu'] },
    ],
    [
      'merges under the name of one of them',
      mergeClasses(start, ['flu', 'cold'], 'cold'),
      { role: 'label', merge: { cold: ['cold', 'flu'] } },
    ],
  ]
  it.each(edits)('%s, as the study file says it', (_, recoding, entry) => {
    const { classes, merge, ...rest } = entryOf(recoding)
    const usual = classes ?? names(recoding)
    expect({ ...rest, classes: usual, merge }).toEqual({
      ...entry,
      classes: entry.classes ?? usual,
      merge: entry.merge,
    })
  })

  it.each(edits)('that %s means the same where cases are built, and read back', (_, recoding) => {
    const coded = codeLabels('finding', values, entryOf(recoding))
    expect(coded.classes).toEqual(names(recoding))
    values.forEach((value, i) => {
      const wanted = recoding.classes.findIndex((each) => each.values.includes(value))
      expect(Math.max(coded.codes[i]!, -1)).toBe(wanted)
    })
    const again = recodingOf(values, entryOf(recoding))
    expect(names(again)).toEqual(names(recoding))
    expect(entryOf(again)).toEqual(entryOf(recoding))
  })

  it('takes back what it did', () => {
    expect(entryOf(splitClass(mergeClasses(start, ['asthma', 'cold'], 'lung'), 'lung'))).toEqual(plain)
    const out = leaveOutClasses(mergeClasses(start, ['flu', 'none'], 'other'), ['other'])
    expect(out.leftOut).toEqual(['flu', 'none'])
    expect(entryOf(takeBackValue(takeBackValue(out, 'flu'), 'none'))).toEqual(plain)
    expect(moveClass(start, 'asthma', -1)).toBe(start)
    expect(moveClass(start, 'none', 1)).toBe(start)
  })

  it('keeps the positive class through a new name and a merge, and drops it where it is left out', () => {
    const positive = { ...start, positive: 'flu' }
    expect(entryOf(mergeClasses(positive, ['flu'], 'influenza')).positive).toBe('influenza')
    expect(entryOf(mergeClasses(positive, ['flu', 'cold'], 'infection')).positive).toBe('infection')
    expect(entryOf(leaveOutClasses(positive, ['flu'])).positive).toBeUndefined()
    expect(entryOf(moveClass(positive, 'flu', -1)).positive).toBe('flu')
  })

  it('refuses a name that another class or a value outside has', () => {
    const out = leaveOutClasses(mergeClasses(start, ['flu', 'cold'], 'infection'), ['none'])
    expect(isNameTaken(out, ['asthma'], 'infection')).toBe(true)
    expect(isNameTaken(out, ['asthma'], 'flu')).toBe(true)
    expect(isNameTaken(out, ['asthma'], 'none')).toBe(true)
    expect(isNameTaken(out, ['infection'], 'flu')).toBe(false)
    expect(isNameTaken(out, ['infection', 'asthma'], 'asthma')).toBe(false)
  })

  it('passes over what an entry names and the column does not hold', () => {
    const entry: ColumnRole = { role: 'label', classes: ['flu', 'gone'], merge: { flu: ['flu', 'grippe'] } }
    expect(recodingOf(['flu', 'cold'], entry)).toEqual({
      classes: [{ name: 'flu', values: ['flu'] }],
      leftOut: ['cold'],
      positive: undefined,
    })
  })

  it('keeps a word for a missing value a class where it was one', () => {
    const entry: ColumnRole = { role: 'label', classes: ['NA', 'flu'] }
    const recoding = recodingOf(['flu', 'NA'], entry)
    expect(entryOf(recoding)).toEqual(entry)
    expect(entryOf(mergeClasses(recoding, ['NA'], 'unknown'))).toMatchObject({ merge: { unknown: ['NA'] } })
  })
})

describe('countLabelValues', () => {
  const table = tableOf(
    ['who', 'finding'],
    [
      ['p1', 'flu'],
      ['p2', ' flu\u200b'],
      ['', 'cold'],
      ['p3', 'NA'],
      ['p4', ''],
    ],
  )
  it('counts rows that can be cases, by the values that the label is compared by', () => {
    const roles: ColumnRoles = { who: { role: 'patient' }, finding: { role: 'label' } }
    expect([...countLabelValues(table, roles)]).toEqual([['flu', 2]])
    expect([...countLabelValues(table, { finding: { role: 'label', merge: { other: ['NA'] } } })]).toEqual([
      ['flu', 2],
      ['cold', 1],
      ['NA', 1],
    ])
    expect(countLabelValues(table, { who: { role: 'patient' } }).size).toBe(0)
  })
})

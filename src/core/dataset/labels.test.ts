import { describe, expect, it } from 'vitest'
import { failureOf } from '../tables/testing.ts'
import {
  choosePositive,
  codeLabels,
  emptyLabel,
  lookAlikeNotices,
  maxClasses,
  missingCodeNotices,
  otherClass,
} from './labels.ts'

const code = (values: readonly string[], entry: Omit<Parameters<typeof codeLabels>[2], 'role'> = {}) => {
  const { classes, codes } = codeLabels('finding', values, { role: 'label', ...entry })
  return { classes, codes: [...codes] }
}

describe('codeLabels', () => {
  it('sorts classes as scikit-learn does: by code unit, numbers by value', () => {
    expect(code(['b', 'B', 'a', 'b'])).toEqual({ classes: ['B', 'a', 'b'], codes: [2, 0, 1, 2] })
    expect(code(['10', '9', '1.5'])).toEqual({ classes: ['1.5', '9', '10'], codes: [2, 1, 0] })
  })

  it('R13: marks what is missing, and takes a word for it as a class where the study names it', () => {
    expect(code(['a', '', ' ', 'NA', 'b'])).toEqual({ classes: ['a', 'b'], codes: [0, -1, -1, -1, 1] })
    expect(emptyLabel).toBe(-1)
    expect(code(['a', '', 'NA'], { classes: ['NA', 'a'] })).toEqual({
      classes: ['NA', 'a'],
      codes: [1, -1, 0],
    })
    expect(code(['a', 'b', 'null'], { merge: { other: ['null', 'b'] } }).codes).toEqual([0, 1, 1])
  })

  it('merges values, then orders the classes as asked, and marks what they leave out', () => {
    const values = ['covid', 'pneumonia', 'no finding', 'tumour']
    expect(code(values, { merge: { other: ['pneumonia', 'no finding'] } })).toEqual({
      classes: ['covid', 'other', 'tumour'],
      codes: [0, 1, 1, 2],
    })
    expect(
      code(values, { merge: { other: ['pneumonia', 'no finding'] }, classes: ['other', 'covid'] }),
    ).toEqual({
      classes: ['other', 'covid'],
      codes: [1, 0, 0, otherClass],
    })
    // A class may take the name of a value that stays.
    expect(code(['a', 'b', 'c'], { merge: { a: ['b'] } })).toEqual({ classes: ['a', 'c'], codes: [0, 0, 1] })
  })

  it('compares values without outer white space and hidden characters', () => {
    expect(code(['a', ' a', 'a\u200b', 'é', 'e\u0301']).classes).toEqual(['a', 'é'])
  })

  it('handles __proto__ in a merge like any name', () => {
    const merge = JSON.parse('{"__proto__": ["a", "constructor"]}') as Record<string, string[]>
    expect(code(['a', 'constructor', 'b'], { merge })).toEqual({
      classes: ['__proto__', 'b'],
      codes: [0, 0, 1],
    })
  })

  it('refuses values that do not occur, values merged twice, and far too many classes', async () => {
    expect(await failureOf(() => code(['a', 'b'], { merge: { x: ['a', 'tumor'] } }))).toEqual({
      code: 'label-values-not-found',
      params: { column: 'finding', where: 'merge', values: ['tumor'] },
    })
    expect(await failureOf(() => code(['a', 'b'], { classes: ['a', 'b', 'c'] }))).toMatchObject({
      params: { where: 'classes', values: ['c'] },
    })
    expect(await failureOf(() => code(['a', 'b'], { merge: { x: ['a'], y: ['a'] } }))).toEqual({
      code: 'label-value-merged-twice',
      params: { column: 'finding', values: ['a'] },
    })
    const many = Array.from({ length: maxClasses + 1 }, (_, i) => `v${i}`)
    expect(await failureOf(() => code(many))).toEqual({
      code: 'too-many-classes',
      params: { column: 'finding', classes: maxClasses + 1, limit: maxClasses },
    })
  })
})

describe('choosePositive', () => {
  const choose = (classes: readonly string[], y: readonly number[], wanted?: string) => {
    const { positive, notices } = choosePositive('finding', classes, Int32Array.from(y), wanted)
    return { positive, notices: notices.map((notice) => notice.params) }
  }

  it('takes the class that the study names, without a word', () => {
    expect(choose(['benign', 'malignant'], [0, 1, 1], 'benign')).toEqual({ positive: 0, notices: [] })
  })

  it.each([
    [['0', '1'], 1],
    [['benign', 'malignant'], 1],
    [['normal', 'pneumonia'], 1],
    [['COVID-19', 'No finding'], 0],
    [['no-recurrence-events', 'recurrence-events'], 1],
    [['N', 'Y'], 1],
  ] as const)('of %j takes the one that is not called a negative, however frequent', (classes, positive) => {
    expect(choose(classes, [0, 1, 1, 1])).toEqual({ positive, notices: [{ by: 'name' }] })
    expect(choose(classes, [0, 0, 0, 1]).positive).toBe(positive)
  })

  it('else takes the rarer class, and the later one of equals', () => {
    expect(choose(['left', 'right'], [0, 1, 1])).toEqual({ positive: 0, notices: [{ by: 'rarity' }] })
    expect(choose(['left', 'right'], [0, 0, 1]).positive).toBe(1)
    expect(choose(['left', 'right'], [0, 1]).positive).toBe(1)
  })

  it('is null with more than two classes, and says so where one was named', () => {
    expect(choose(['a', 'b', 'c'], [0, 1, 2])).toEqual({ positive: null, notices: [] })
    expect(choose(['a', 'b', 'c'], [0, 1, 2], 'a')).toEqual({ positive: null, notices: [{ classes: 3 }] })
  })

  it('refuses a class that does not occur', async () => {
    expect(await failureOf(() => choose(['a', 'b'], [0, 1], 'c'))).toMatchObject({
      code: 'label-values-not-found',
      params: { where: 'positive', values: ['c'] },
    })
  })
})

describe('lookAlikeNotices', () => {
  it('counts classes that differ in case or spacing only', () => {
    expect(lookAlikeNotices('finding', ['Benign', 'benign', 'no finding', 'No-Finding', 'x'])).toEqual([
      { code: 'classes-look-alike', severity: 'warning', params: { column: 'finding', count: 2 } },
    ])
    expect(lookAlikeNotices('finding', ['benign', 'malignant'])).toEqual([])
  })
})

describe('missingCodeNotices', () => {
  const notices = (classes: readonly string[], entry: { readonly classes?: readonly string[] } = {}) =>
    missingCodeNotices('stage', { classes, y: Int32Array.of(0, 0, 0, 1, 1, 2) }, { role: 'label', ...entry })

  it('R13: counts cases whose class is a code for a missing number', () => {
    expect(notices(['-999', 'Inf', '1'])).toEqual([
      { code: 'label-missing-codes', severity: 'warning', params: { column: 'stage', count: 5 } },
    ])
  })

  it('says nothing of values that can be findings, nor of classes that the entry lists', () => {
    expect(notices(['none', 'Unknown', '-'])).toEqual([])
    expect(notices(['-999', '0', '1'], { classes: ['-999', '0', '1'] })).toEqual([])
  })
})

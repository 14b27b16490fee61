import { describe, expect, test } from 'vitest'
import { countSharedPatients } from './folds.ts'
import { siteFindings } from './site-findings.ts'
import { caseSites, fewestSitePatients, siteFolds } from './site-folds.ts'

/** Sites A and B of 12 patients, C of 3; patient 0 was at A (case 0) and at B (case 27); case 28 has no site. */
const values = [
  ...Array.from({ length: 12 }, () => 'A'),
  ...Array.from({ length: 12 }, () => ' B\u200b'),
  ...Array.from({ length: 3 }, () => 'C'),
  'B',
  '',
]
const groups = Int32Array.from([...Array.from({ length: 27 }, (_, i) => i), 0, 28])
const cases = Int32Array.from(values.keys())
const divide = (): ReturnType<typeof siteFolds> => siteFolds(caseSites(values), groups, cases)
const patientIds = Array.from(groups, String)

describe('one site left out at a time', () => {
  test('R1: the tested patients’ cases at other sites are on neither side', () => {
    const [a, b] = divide().folds
    expect([a!.name, b!.name]).toEqual(['A', 'B'])
    expect([...a!.test]).toEqual([...Array(12).keys()])
    expect([...a!.setAside]).toEqual([27])
    expect([...b!.setAside]).toEqual([0])
    for (const { train, test: tested, setAside } of [a!, b!]) {
      expect(countSharedPatients(train, tested, groups)).toBe(0)
      expect(train.length + tested.length + setAside.length).toBe(28)
    }
  })

  test('R13: a case without a site takes no part, and is counted', () => {
    const { folds, withoutSite } = divide()
    expect([...withoutSite]).toEqual([28])
    for (const { train, test: tested } of folds) expect([...train, ...tested]).not.toContain(28)
  })

  test('R13: a site of fewer patients than can be judged trains and is never tested', () => {
    const { folds, smallSites, untested } = divide()
    expect([smallSites, [...untested]]).toEqual([1, [24, 25, 26]])
    for (const { train } of folds) expect([...train]).toEqual(expect.arrayContaining([24, 25, 26]))
    const enough = values.map((value, i) => (i >= 24 - (fewestSitePatients - 3) && i < 24 ? 'C' : value))
    expect(siteFolds(caseSites(enough), groups, cases).smallSites).toBe(1) // B has 5 left and the case of patient 0
    expect(siteFolds(caseSites(enough), groups, cases).folds.map(({ name }) => name)).toEqual(['A', 'C'])
  })

  test('only the given cases are divided', () => {
    const { folds } = siteFolds(caseSites(values), groups, cases.subarray(0, 24))
    expect(folds.map(({ train, test: tested }) => [train.length, tested.length])).toEqual([[12, 12], [12, 12]]) // prettier-ignore
  })

  test('sites are in the order of numbers where they are numbers', () => {
    expect(caseSites(['10', '9', 'NA', '9 ']).names).toEqual(['9', '10'])
    expect([...caseSites(['10', '9', 'NA', '9 ']).siteOf]).toEqual([1, 0, -1, 0])
  })
})

describe('what is said of the sites', () => {
  const said = (y: Int32Array): Record<string, unknown> =>
    Object.fromEntries(
      siteFindings('ward', divide(), { classes: ['no', 'yes'], y, patientIds }).map(
        ({ notice, cases: of }) => [notice.code, { ...notice.params, ...(of && { spokenOf: [...of] }) }],
      ),
    )

  test('R1, R13: who is at several sites, what has none, and what is not tested, each counted', () => {
    expect(said(Int32Array.from(values, (_, i) => i % 2))).toEqual({
      'cases-without-site': { column: 'ward', count: 1, spokenOf: [28] },
      'patients-at-several-sites': { column: 'ward', patients: 1, setAside: 1 },
      'sites-not-tested': { column: 'ward', sites: 1, cases: 3, fewest: 10, spokenOf: [24, 25, 26] },
    })
  })

  test('a site without a class, and a class that one site alone has', () => {
    const atA = Int32Array.from(values, (value, i) => Number(value === 'A' && i % 2 === 0))
    expect(said(atA)).toMatchObject({
      'sites-without-a-class': { column: 'ward', sites: 1 },
      'classes-at-one-site': { column: 'ward', count: 1 },
    })
  })
})

import { identity } from '../tables/hidden-characters.ts'
import { isMissing } from '../tables/missing.ts'
import { parseNumber } from '../tables/numbers.ts'

/**
 * Patients below which a site is not left out by itself: every metric of so few moves in large steps, and each site counts as one
 * fold in the mean. Its cases train in every fold.
 */
export const fewestSitePatients = 10

/** Where each case comes from. */
export interface CaseSites {
  /** Index into names, [n]; -1 where the case has no site. */
  readonly siteOf: Int32Array
  /** Each site once, in the order of numbers where they are numbers, else of code units. */
  readonly names: readonly string[]
}

/** One site left out. Indices of cases, rising. */
export interface SiteFold {
  readonly name: string
  readonly train: Int32Array
  readonly test: Int32Array
  /** Cases at other sites of patients who are tested here: on neither side (R1). */
  readonly setAside: Int32Array
}

export interface SiteDivision {
  readonly folds: readonly SiteFold[]
  /** Cases that take no part, because their site is not known: it may be the one that is left out. */
  readonly withoutSite: Int32Array
  /** Sites of fewer than `fewestSitePatients` patients, and their cases, which train and are never tested. */
  readonly smallSites: number
  readonly untested: Int32Array
}

/** The sites that a column's cells name. Compared without hidden characters. */
export function caseSites(values: readonly string[]): CaseSites {
  const cleaned = values.map((value) => (isMissing(value) ? '' : identity(value)))
  const names = [...new Set(cleaned)]
    .filter((name) => name !== '')
    .sort((a, b) => {
      const [x, y] = [parseNumber(a, '.'), parseNumber(b, '.')]
      return x !== null && y !== null ? x - y : a < b ? -1 : 1
    })
  const index = new Map(names.map((name, site) => [name, site]))
  return { siteOf: Int32Array.from(cleaned, (name) => index.get(name) ?? -1), names }
}

/**
 * Every site of enough patients left out once: tested are all its cases, trained on are the cases of all other sites but those of
 * patients who are also among the tested (R1), who are set aside and counted (R13). Every case of such a site is tested once.
 * @param groups patient of each case, [n]
 * @param cases those to divide, rising
 */
export function siteFolds({ siteOf, names }: CaseSites, groups: Int32Array, cases: Int32Array): SiteDivision {
  const patientsOf = names.map(() => new Set<number>())
  for (const i of cases) patientsOf[siteOf[i]!]?.add(groups[i]!)
  const isTested = patientsOf.map(({ size }) => size >= fewestSitePatients)
  const sited = cases.filter((i) => siteOf[i]! >= 0)
  const folds = names.flatMap((name, site) => {
    if (!isTested[site]) return []
    const others = sited.filter((i) => siteOf[i] !== site)
    const isShared = (i: number): boolean => patientsOf[site]!.has(groups[i]!)
    return {
      name,
      train: others.filter((i) => !isShared(i)),
      test: sited.filter((i) => siteOf[i] === site),
      setAside: others.filter(isShared),
    }
  })
  return {
    folds,
    withoutSite: cases.filter((i) => siteOf[i]! < 0),
    smallSites: patientsOf.filter(({ size }, site) => size > 0 && !isTested[site]).length,
    untested: sited.filter((i) => !isTested[siteOf[i]!]),
  }
}

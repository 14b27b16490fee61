import type { Dataset } from './dataset.ts'
import type { Finding } from './finding.ts'
import { fewestSitePatients, type SiteDivision } from './site-folds.ts'

/** What leaving one site of `column` out at a time cannot do with these cases (R1, R13). */
export function siteFindings(
  column: string,
  { folds, withoutSite, smallSites, untested }: SiteDivision,
  { classes, y, patientIds }: Pick<Dataset, 'classes' | 'y' | 'patientIds'>,
): Finding[] {
  const classesOf = (cases: Int32Array): Set<number> => new Set(cases.map((i) => y[i]!))
  const present = new Set(y)
  const shared = new Set(folds.flatMap(({ setAside }) => Array.from(setAside, (i) => patientIds[i]!))).size
  const setAside = Math.max(0, ...folds.map((fold) => fold.setAside.length))
  const lacking = folds.filter(({ test }) => classesOf(test).size < present.size).length
  const untaught = classes.filter(
    (_, c) => present.has(c) && folds.some(({ train }) => !classesOf(train).has(c)),
  ).length
  const sites = { sites: smallSites, cases: untested.length, fewest: fewestSitePatients }

  const said = (count: number, finding: Finding): Finding[] => (count > 0 ? [finding] : [])
  return [
    ...said(withoutSite.length, {
      notice: {
        code: 'cases-without-site',
        severity: 'warning',
        params: { column, count: withoutSite.length },
      },
      cases: withoutSite,
    }),
    ...said(shared, {
      notice: {
        code: 'patients-at-several-sites',
        severity: 'info',
        params: { column, patients: shared, setAside },
      },
    }),
    ...said(smallSites, {
      notice: { code: 'sites-not-tested', severity: 'warning', params: { column, ...sites } },
      cases: untested,
    }),
    ...said(lacking, {
      notice: { code: 'sites-without-a-class', severity: 'warning', params: { column, sites: lacking } },
    }),
    ...said(untaught, {
      notice: { code: 'classes-at-one-site', severity: 'warning', params: { column, count: untaught } },
    }),
  ]
}

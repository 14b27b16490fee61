import { matchPictures } from '../bundles/match-pictures.ts'
import type { Picture, RejectedPicture } from '../pictures/picture.ts'
import type { TableColumn } from '../tables/table.ts'
import type { ImageModality } from './dataset.ts'
import { casesWhere, type Finding } from './finding.ts'

/** What a column of pictures makes of the rows kept. */
export interface BuiltPictures {
  /** null where no case has a picture, or all have the same: it could tell nothing. */
  readonly modality: ImageModality | null
  readonly findings: readonly Finding[]
  /** Paths of pictures that no row of the column names. */
  readonly unused: readonly string[]
}

/** The pictures that a column names, for the rows kept; what it names and is not here is told (R13). */
export function buildImageModality(
  { name, values }: TableColumn,
  rows: readonly number[],
  pictures: readonly Picture[],
  rejected: readonly RejectedPicture[],
): BuiltPictures {
  const { keys, notFound, broken, unused } = matchPictures(values, pictures, rejected)
  const ofCases = rows.map((i) => keys[i]!)
  const missing = ofCases.filter((keysOfCase) => keysOfCase.length === 0).length
  const kept = new Set(rows)
  const findings: Finding[] = []
  for (const [code, names] of [
    ['pictures-not-found', notFound],
    ['pictures-broken', broken],
  ] as const) {
    const ofKept = names.filter(({ cell }) => kept.has(cell))
    const naming = new Set(ofKept.map(({ cell }) => cell))
    if (ofKept.length > 0)
      findings.push({
        notice: { code, severity: 'warning', params: { column: name, count: ofKept.length } },
        cases: casesWhere(rows.length, (i) => naming.has(rows[i]!)),
      })
  }
  const reason = missing === rows.length ? 'all-missing' : isConstant(ofCases) ? 'constant' : undefined
  if (reason) {
    findings.push({
      notice: { code: 'column-left-out', severity: 'warning', params: { column: name, reason } },
    })
    return { modality: null, findings, unused }
  }
  if (missing > 0)
    findings.push({
      notice: { code: 'pictures-missing', severity: 'info', params: { column: name, count: missing } },
    })
  const several = ofCases.filter((keysOfCase) => keysOfCase.length > 1).length
  if (several > 0)
    findings.push({
      notice: { code: 'pictures-averaged', severity: 'info', params: { column: name, count: several } },
    })
  return { modality: { kind: 'image', name, pictures: ofCases }, findings, unused }
}

function isConstant(ofCases: readonly (readonly string[])[]): boolean {
  const first = ofCases[0]!.join()
  return ofCases.every((keys) => keys.join() === first)
}

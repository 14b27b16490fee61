import { matchPictures } from '../bundles/match-pictures.ts'
import type { Notice } from '../notice.ts'
import type { Picture, RejectedPicture } from '../pictures/picture.ts'
import type { TableColumn } from '../tables/table.ts'
import type { ImageModality } from './dataset.ts'

/** What a column of pictures makes of the rows kept. */
export interface BuiltPictures {
  /** null where no case has a picture, or all have the same: it could tell nothing. */
  readonly modality: ImageModality | null
  readonly notices: readonly Notice[]
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
  const ofKept = (names: typeof notFound): number => names.filter(({ cell }) => kept.has(cell)).length
  const counts = { 'pictures-not-found': ofKept(notFound), 'pictures-broken': ofKept(broken) } as const
  const notices = Object.entries(counts).flatMap(([code, count]): Notice[] =>
    count > 0
      ? [{ code: code as keyof typeof counts, severity: 'warning', params: { column: name, count } }]
      : [],
  )
  const reason = missing === rows.length ? 'all-missing' : isConstant(ofCases) ? 'constant' : undefined
  if (reason) {
    notices.push({ code: 'column-left-out', severity: 'warning', params: { column: name, reason } })
    return { modality: null, notices, unused }
  }
  if (missing > 0)
    notices.push({ code: 'pictures-missing', severity: 'info', params: { column: name, count: missing } })
  const several = ofCases.filter((keysOfCase) => keysOfCase.length > 1).length
  if (several > 0)
    notices.push({ code: 'pictures-averaged', severity: 'info', params: { column: name, count: several } })
  return { modality: { kind: 'image', name, pictures: ofCases }, notices, unused }
}

function isConstant(ofCases: readonly (readonly string[])[]): boolean {
  const first = ofCases[0]!.join()
  return ofCases.every((keys) => keys.join() === first)
}

import { matchPictures } from '../bundles/match-pictures.ts'
import type { Notice } from '../notice.ts'
import type { Picture } from '../pictures/picture.ts'
import { isMissing } from '../tables/missing.ts'
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
): BuiltPictures {
  const cells = values.map((cell) => (isMissing(cell) ? '' : cell))
  const { keys, notFound, unused } = matchPictures(cells, pictures)
  const ofCases = rows.map((i) => keys[i]!)
  const missing = ofCases.filter((keysOfCase) => keysOfCase.length === 0).length
  const kept = new Set(rows)
  const absent = notFound.filter(({ cell }) => kept.has(cell)).length
  const notices: Notice[] = []
  if (absent > 0)
    notices.push({ code: 'pictures-not-found', severity: 'warning', params: { column: name, count: absent } })
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

import type { Notice } from '../notice.ts'
import type { Steps } from '../steps.ts'
import { isMissing } from '../tables/missing.ts'
import type { TableColumn } from '../tables/table.ts'
import type { TextColumn, TextModality } from './dataset.ts'
import { freeName } from './free-name.ts'

/** Several text columns: a modality each, or joined to one text a case. */
export const textUses = ['each', 'joined'] as const
export type TextUse = (typeof textUses)[number]

export interface BuiltTexts {
  readonly modalities: readonly TextModality[]
  readonly notices: readonly Notice[]
}

/**
 * The text columns of the rows kept, as the study uses several of them. Joined, a text is its parts in the order of the
 * columns, each after its column's name ("history: ..."), divided by blank lines; a missing part is passed over, and only a
 * case without any part lacks the text (R7).
 * @param taken names of columns and of other modalities, which a joined text must not have
 */
export function* textSteps(
  columns: readonly TableColumn[],
  rows: readonly number[],
  use: TextUse,
  taken: readonly string[],
): Steps<BuiltTexts> {
  const built: BuiltText[] = []
  for (const column of columns) {
    built.push(buildTextModality(column, rows))
    yield
  }
  const parts = built.map(({ modality }) => modality).filter((modality) => modality !== null)
  const notices = built.flatMap((each) => each.notices)
  if (use === 'each' || parts.length < 2) return { modalities: parts, notices }
  const modality = joinTexts(parts, freeName('texts', taken))
  return {
    modalities: [modality],
    notices: [
      ...notices.filter(({ code }) => code !== 'texts-missing'),
      ...missingNotices(modality.name, modality.values),
    ],
  }
}

function joinTexts(parts: readonly TextModality[], name: string): TextModality {
  return {
    kind: 'text',
    name,
    parts: parts.map((part) => ({ name: part.name, values: part.values })),
    values: joinedTexts(parts),
  }
}

/** Each case's parts after the names of their columns, divided by blank lines; null where it has none. */
export function joinedTexts(parts: readonly TextColumn[]): (string | null)[] {
  return parts[0]!.values.map((_, i) => {
    const named = parts.flatMap(({ name: column, values }) =>
      values[i] === null ? [] : [`${column}: ${values[i]!}`],
    )
    return named.length === 0 ? null : named.join('\n\n')
  })
}

/** A cell's text, trimmed; null where it is empty or a word for a missing value. */
export const textOf = (cell: string): string | null => (isMissing(cell) ? null : cell.trim())

interface BuiltText {
  readonly modality: TextModality | null
  readonly notices: readonly Notice[]
}

/**
 * A text column of the rows kept. No modality where all are
 * missing or all are the same: it could tell nothing.
 */
function buildTextModality(column: TableColumn, rows: readonly number[]): BuiltText {
  const values = rows.map((i) => textOf(column.values[i]!))
  const leftOut = (reason: 'all-missing' | 'constant'): { modality: null; notices: Notice[] } => ({
    modality: null,
    notices: [{ code: 'column-left-out', severity: 'warning', params: { column: column.name, reason } }],
  })
  if (values.every((value) => value === null)) return leftOut('all-missing')
  if (values.every((value) => value === values[0])) return leftOut('constant')
  return {
    modality: { kind: 'text', name: column.name, values },
    notices: missingNotices(column.name, values),
  }
}

function missingNotices(column: string, values: readonly (string | null)[]): Notice[] {
  const count = values.filter((value) => value === null).length
  return count > 0 ? [{ code: 'texts-missing', severity: 'info', params: { column, count } }] : []
}

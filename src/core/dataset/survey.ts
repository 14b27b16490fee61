import { attachPictures } from '../bundles/attach-pictures.ts'
import type { Table } from '../tables/table.ts'
import { countLabelValues } from './recode.ts'
import { guessRoles, initialRoles } from './roles.ts'

/** What the whole of a table holds, told before it is stored. */
export interface TableSurvey {
  readonly rows: number
  /** null where none came along. */
  readonly pictures: PictureSurvey | null
  /** null where no column looks like one. */
  readonly label: LabelSurvey | null
}

export interface PictureSurvey {
  /** Whose values name or find them; null where no row has one. */
  readonly column: string | null
  readonly rowsWithPicture: number
  /** Paths of those that belong to no row, in their order. */
  readonly unused: readonly string[]
}

export interface LabelSurvey {
  readonly column: string
  /** In the order in which they first occur. */
  readonly classes: readonly { readonly name: string; readonly rows: number }[]
}

/** @param pictures that came along with the table, by their paths */
export function surveyTable(table: Table, pictures: readonly { readonly path: string }[]): TableSurvey {
  const attached = attachPictures(table, pictures)
  const roles = initialRoles(guessRoles(attached.table))
  const label = Object.keys(roles).find((name) => roles[name]!.role === 'label')
  return {
    rows: table.rows,
    pictures:
      pictures.length === 0
        ? null
        : {
            column: attached.idColumn ?? attached.column,
            rowsWithPicture: attached.matched,
            unused: attached.unused,
          },
    label:
      label === undefined
        ? null
        : {
            column: label,
            classes: Array.from(countLabelValues(attached.table, roles), ([name, rows]) => ({ name, rows })),
          },
  }
}

import { caseValues } from '../dataset/case-values.ts'
import type { Dataset } from '../dataset/dataset.ts'
import { caseSites } from '../dataset/site-folds.ts'
import { Failure } from '../failure.ts'
import type { Validation } from '../study/study.ts'
import { identity } from '../tables/hidden-characters.ts'
import type { Table } from '../tables/table.ts'
import type { GivenDivision } from './division.ts'

/**
 * What the columns that a validation names say of the cases.
 * @throws Failure 'unknown-column'
 */
export function givenDivision(
  table: Table,
  dataset: Pick<Dataset, 'modalities' | 'rows' | 'folds'>,
  { folds_column, leave_out, test }: Validation,
): GivenDivision {
  const valuesOf = (column: string): string[] => {
    const valueOf = caseValues(table, dataset, column)
    if (!valueOf)
      throw new Failure('unknown-column', { column, known: table.columns.map(({ name }) => name) })
    return Array.from(dataset.rows, (_, i) => valueOf(i))
  }
  return {
    folds: folds_column === undefined ? null : dataset.folds,
    sites: leave_out === undefined ? null : caseSites(valuesOf(leave_out)),
    locked:
      test && 'column' in test
        ? Uint8Array.from(valuesOf(test.column), (value) =>
            identity(value) === identity(test.value) ? 1 : 0,
          )
        : null,
  }
}

import { useDeferredValue, useMemo } from 'react'
import { glanceText } from '../../cases/case-glance.tsx'
import type { Dataset } from '../../core/dataset/dataset.ts'
import type { Table } from '../../core/tables/table.ts'

/**
 * The rows whose case has these words in its name, its patient's or what it says, whatever their case; null where nothing is looked
 * for.
 * @param cases indices into the data set, one a row
 */
export function useCaseSearch(
  search: string,
  cases: Int32Array,
  table: Table | undefined,
  dataset: Dataset,
): ReadonlySet<number> | null {
  const wanted = useDeferredValue(search.trim().toLowerCase())
  const isWanted = wanted !== ''
  const words = useMemo(
    () =>
      isWanted && table
        ? Array.from(cases, (i) =>
            [dataset.caseIds[i], dataset.patientIds[i], glanceText(table, dataset, i, Infinity)]
              .join('\n')
              .toLowerCase(),
          )
        : null,
    [isWanted, table, cases, dataset],
  )
  return useMemo(
    () => words && new Set(words.flatMap((text, row) => (text.includes(wanted) ? [row] : []))),
    [words, wanted],
  )
}

import { useMemo } from 'react'
import { tagsByCase } from '../../core/explore/tags.ts'
import { useApp } from '../../state/context.ts'

/** What holds of the cases today, whatever the shown run saw. */
export interface LabelsNow {
  /** The class of a case, by its ID; undefined where the data do not hold it any more. */
  readonly labelOf: ReadonlyMap<string, string>
  readonly tagsOf: ReadonlyMap<string, readonly string[]>
  readonly classes: readonly string[]
  /** All tags there are. */
  readonly tags: readonly string[]
}

export function useLabelsNow(): LabelsNow {
  const dataset = useApp((state) => state.project?.dataset)
  const tags = useApp((state) => state.project?.record.tags)
  return useMemo(
    () => ({
      labelOf: new Map(dataset?.caseIds.map((id, i) => [id, dataset.classes[dataset.y[i]!]!])),
      tagsOf: tagsByCase(tags ?? {}),
      classes: dataset?.classes ?? [],
      tags: Object.keys(tags ?? {}),
    }),
    [dataset, tags],
  )
}

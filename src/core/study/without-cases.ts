import { entryWithRelabels } from '../dataset/relabels.ts'
import type { Study } from './study.ts'

/** A study as it may leave with what holds no case: without the IDs of cases whose label was changed by hand, and without its files' names. */
export function studyWithoutCases(study: Study): Study {
  const { columns, ...rest } = study
  if (!columns) return { ...rest, files: [] }
  const entries = Object.entries(columns).map(
    ([name, entry]) => [name, entryWithRelabels(entry, [])] as const,
  )
  return { ...rest, files: [], columns: Object.fromEntries(entries) }
}

/** How many labels the study changes by hand, each of a case that it names. */
export const countRelabels = ({ columns = {} }: Pick<Study, 'columns'>): number =>
  Object.values(columns).reduce((sum, { relabels = [] }) => sum + relabels.length, 0)

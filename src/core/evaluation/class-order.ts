import { compareLabels } from '../dataset/labels.ts'
import { identity } from '../tables/hidden-characters.ts'
import type { Results } from './types.ts'

/**
 * The classes in the order of every matrix of the results. The keys of `data.classes` do not tell it: an object puts names that are
 * numbers first, in rising order, whatever the study says.
 */
export function classOrder({ study, data }: Pick<Results, 'study' | 'data'>): string[] {
  const label = Object.values(study.columns ?? {}).find(({ role }) => role === 'label')
  const named = [...new Set(label?.classes?.map(identity) ?? [])]
  return named.length > 0 ? named : Object.keys(data.classes).sort(compareLabels)
}

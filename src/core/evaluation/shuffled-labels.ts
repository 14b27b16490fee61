import { createRng } from '../math/rng.ts'
import type { ExperimentData } from './types.ts'

/**
 * Labels dealt to other patients (R1): the label sequences of the patients, in random order, laid end to end over the same cases,
 * [n]. Every class keeps its count. Where all patients have equally many cases each sequence goes whole to a patient; else one may
 * be divided between two that follow each other. Dealing among patients of equally many cases instead would keep what the number of
 * a patient's cases tells about the label, and a model could learn that without any leak.
 *
 * @param cases whose labels are dealt, indices; the labels of all others stay
 */
export function shuffledLabels(
  { y, groups }: Pick<ExperimentData, 'y' | 'groups'>,
  cases: Int32Array,
  seed: number,
  permutation: number,
): Int32Array {
  const casesOf = new Map<number, number[]>()
  for (const i of cases) {
    const own = casesOf.get(groups[i]!)
    if (own) own.push(i)
    else casesOf.set(groups[i]!, [i])
  }
  const patients = [...casesOf.values()]
  const order = createRng(seed, 'label shuffle', permutation).permutation(patients.length)
  const dealt = Array.from(order, (p) => patients[p]!).flatMap((own) => own.map((i) => y[i]!))
  const shuffled = y.slice()
  patients.flat().forEach((i, position) => (shuffled[i] = dealt[position]!))
  return shuffled
}

import type { Dataset } from '../core/dataset/dataset.ts'
import { predictorsOf } from '../core/dataset/modalities.ts'

/** The columns that cases are predicted from and a person can read: pictures and texts first; vectors say nothing. */
export function readableColumns(dataset: Pick<Dataset, 'modalities'>): string[] {
  const order = ['image', 'text', 'number', 'category']
  return predictorsOf(dataset)
    .filter(({ role }) => order.includes(role))
    .toSorted((a, b) => order.indexOf(a.role) - order.indexOf(b.role))
    .map(({ column }) => column)
}

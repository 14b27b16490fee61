import type { FittedCategory, TableEncoder } from '../evaluation/table-encoder.ts'
import type { FinalModel } from '../model/final-model.ts'
import { projectionInputs } from './projections/registry.ts'

/** What an input of the graph stands for; the same goes into the file's metadata. */
export type ModelInput =
  | {
      /** float32 [n, dimensions], with a bool [n] beside it: a case without it may have any numbers there. */
      readonly kind: 'vectors'
      /** Of the input, and of the one that says which cases have it. */
      readonly name: string
      readonly present: string
      /** As the study names it. */
      readonly modality: string
      readonly dimensions: number
      /** Where a table holds its numbers, a column each, [dimensions]: score.py reads them there. */
      readonly columns: readonly string[]
    }
  | {
      readonly kind: 'table'
      readonly modality: string
      /** float64 [n, columns], NaN where a value is missing; null: it has no numbers. */
      readonly numbers: { readonly name: string; readonly columns: readonly string[] } | null
      /** int64 [n, columns]: the place in the column's levels, -1 where a value is missing, any other where it is none of them. */
      readonly categories: {
        readonly name: string
        readonly columns: readonly Pick<FittedCategory, 'name' | 'levels'>[]
      } | null
    }

export const numbersOf = ({ columns }: TableEncoder) => columns.filter((column) => column.kind === 'number')
export const categoriesOf = ({ columns }: TableEncoder) =>
  columns.filter((column) => column.kind === 'category')

/** What a model's graph asks for, in the order of its modalities; one that its fit left out is not among them. */
export function inputsOf({
  modalities,
  procedure,
}: Pick<FinalModel, 'modalities' | 'procedure'>): ModelInput[] {
  const { tables, plans, projections } = procedure.space
  const name = createIdentifiers()
  return modalities.flatMap((described): ModelInput[] => {
    const modality = described.name
    const plan = plans.findIndex((of) => of.modality === modality)
    const block = plans.flatMap(({ blocks }) => blocks).find((of) => of.modality === modality)
    if (plan < 0 && !block) return []
    const table = tables[modality]
    if (table) return [tableInput(modality, table, name)]
    const own = name(modality)
    const dimensions = block ? block.mean.length : projectionInputs(projections[plan]!)
    const columns =
      described.kind === 'embedding' && !described.inLists
        ? described.columns
        : Array.from({ length: dimensions }, (_, j) => `${own}_${j}`)
    return [{ kind: 'vectors', name: own, present: name(`${own}_present`), modality, dimensions, columns }]
  })
}

function tableInput(modality: string, encoder: TableEncoder, name: (wanted: string) => string): ModelInput {
  const numbers = numbersOf(encoder).map((column) => column.name)
  const categories = categoriesOf(encoder).map(({ name, levels }) => ({ name, levels }))
  return {
    kind: 'table',
    modality,
    numbers: numbers.length > 0 ? { name: name(`${modality}_numbers`), columns: numbers } : null,
    categories: categories.length > 0 ? { name: name(`${modality}_categories`), columns: categories } : null,
  }
}

/** Names of letters, digits and underscores, as ONNX and servers of models want them; each differs from those before it. */
function createIdentifiers(): (wanted: string) => string {
  const taken = new Set(['probabilities', 'label'])
  return (wanted) => {
    const plain = wanted.normalize('NFKD').replaceAll(/[^A-Za-z0-9]+/g, '_').replaceAll(/^_+|_+$/g, '') // prettier-ignore
    const base = /^[A-Za-z]/.test(plain) ? plain : `input_${plain}`
    let name = base
    for (let i = 2; taken.has(name); i++) name = `${base}_${i}`
    taken.add(name)
    return name
  }
}

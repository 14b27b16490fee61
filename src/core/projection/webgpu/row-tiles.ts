import type { Kernel } from './kernel.ts'
import { tiledSumKernel, type TileSize } from './tiled-sum.ts'

interface RowTiles {
  readonly name: string
  readonly declarations: string
  readonly size: TileSize
  /** Vectors of an output row, and of an input row. */
  readonly columns: number
  readonly terms: number
  /** WGSL: where the input of `row` begins, a vector of it, and the four vectors of weights w0 .. w3 that meet it in `column`. */
  readonly inputRow: string
  readonly inputAt: string
  readonly weights: string
  /** WGSL: what vector x of an input adds to the output. */
  readonly added: string
  /** WGSL that stores `sum`, the output of `row` in `column`. */
  readonly store: string
}

const four = [0, 1, 2, 3]

/** [rows, inputs] times weights -> [rows, outputs]: a tile is four rows of one column of vectors. */
export function rowTilesKernel({ columns, terms, store, ...parts }: RowTiles): Kernel {
  return tiledSumKernel({
    ...parts,
    terms,
    tiles: (rows) => Math.ceil(rows / 4) * columns,
    declarations: /* wgsl */ `
      ${parts.declarations}
      fn inputRow(row: u32) -> u32 { return ${parts.inputRow}; }
      fn inputAt(at: u32) -> vec4f { return ${parts.inputAt}; }
      fn added(x: vec4f, w0: vec4f, w1: vec4f, w2: vec4f, w3: vec4f) -> vec4f { return ${parts.added}; }
      fn store(row: u32, column: u32, sum: vec4f) { if (row < step.count) { ${store} } }
    `,
    sum: /* wgsl */ `
      let column = tile % ${columns}u;
      let row = 4u * (tile / ${columns}u);
      if (row < step.count) {
        ${four.map((r) => `let row${r} = inputRow(min(row + ${r}u, step.count - 1u));`).join('\n')}
        for (var term = slice; term < ${terms}u; term += slices) {
          ${parts.weights}
          ${four.map((r) => `sum${r} += added(inputAt(row${r} + term), w0, w1, w2, w3);`).join('\n')}
        }
      }`,
    store: four.map((r) => `store(row + ${r}u, column, sum${r});`).join('\n'),
  })
}

/** WGSL that reads w0 .. w3, four vectors one row of `columns` apart, from the parameters. */
export const readWeights = (first: string, columns: number): string => /* wgsl */ `
  let first = ${first};
  ${four.map((i) => `let w${i} = state[first + ${i * columns}u];`).join('\n')}`

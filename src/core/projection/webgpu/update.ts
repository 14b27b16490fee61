import type { Kernel } from './kernel.ts'
import type { LayerPlace } from './layout.ts'
import { tiledSumKernel, type TileSize } from './tiled-sum.ts'
import type { WorkLayout } from './work-layout.ts'

/**
 * The gradient of all layers and what becomes of it, in one dispatch: a tile is four inputs by four outputs (the bias is a row of its own
 * below them), its terms are the batch's rows. A tile's parameters are read and written by one thread alone, and its gradient is nowhere
 * stored.
 * @param advance WGSL of advance.ts
 */
export function updateKernel(
  declarations: string,
  layers: readonly LayerPlace[],
  advance: string,
  size: TileSize,
  work: WorkLayout,
): Kernel {
  let tiles = 0
  const parts = layers.map(({ in4, out4, W }, l) => {
    const begins = tiles
    tiles += (in4 + 1) * out4
    const derivative = `work[${work.derivatives[l]}u + term * ${out4}u + column]`
    const input =
      l === 0
        ? `X[rowOf(term) * ${in4}u + first]`
        : `work[${work.activations[l - 1]}u + term * ${in4}u + first]`
    /** Whatever is done for the tiles of this layer. */
    const within = (body: string): string => /* wgsl */ `
      if (tile >= ${begins}u && tile < ${tiles}u) {
        let column = (tile - ${begins}u) % ${out4}u;
        let first = (tile - ${begins}u) / ${out4}u;
        ${body}
      }`
    return {
      sum: within(/* wgsl */ `
        for (var term = slice; term < step.count; term += slices) {
          let d = ${derivative};
          var x = vec4f(1.0, 0.0, 0.0, 0.0);
          if (first < ${in4}u) { x = ${input}; }
          sum0 += x.x * d;
          sum1 += x.y * d;
          sum2 += x.z * d;
          sum3 += x.w * d;
        }`),
      store: within(/* wgsl */ `
        let at = ${W}u + 4u * first * ${out4}u + column;
        advance(at, sum0);
        if (first < ${in4}u) {
          advance(at + ${out4}u, sum1);
          advance(at + ${2 * out4}u, sum2);
          advance(at + ${3 * out4}u, sum3);
        }`),
    }
  })
  return tiledSumKernel({
    name: 'update',
    declarations: declarations + advance,
    tiles: () => tiles,
    size,
    terms: size.rows,
    sum: parts.map(({ sum }) => sum).join(''),
    store: parts.map(({ store }) => store).join(''),
  })
}

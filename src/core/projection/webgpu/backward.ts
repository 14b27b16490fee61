import type { Kernel } from './kernel.ts'
import type { LayerPlace } from './layout.ts'
import { readWeights, rowTilesKernel } from './row-tiles.ts'
import type { TileSize } from './tiled-sum.ts'
import type { WorkLayout } from './work-layout.ts'

/** Derivatives with respect to what hidden layer l adds up, from those of the layer after it: what a unit let through comes back. */
export function backwardKernel(
  declarations: string,
  layers: readonly LayerPlace[],
  l: number,
  size: TileSize,
  work: WorkLayout,
): Kernel {
  const { in4, out4, W } = layers[l + 1]!
  const at = `row * ${in4}u + column`
  return rowTilesKernel({
    name: `backward ${l + 1}`,
    declarations,
    size,
    columns: in4,
    terms: out4,
    inputRow: `${work.derivatives[l + 1]}u + row * ${out4}u`,
    inputAt: 'work[at]',
    weights: readWeights(`${W}u + 4u * column * ${out4}u + term`, out4),
    added: 'vec4f(dot(x, w0), dot(x, w1), dot(x, w2), dot(x, w3))',
    store: `
      let letThrough = work[${work.activations[l]}u + ${at}] > vec4f(0.0);
      work[${work.derivatives[l]}u + ${at}] = sum * select(vec4f(0.0), vec4f(step.scale), letThrough);`,
  })
}

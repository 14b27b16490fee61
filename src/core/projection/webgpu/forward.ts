import type { Kernel } from './kernel.ts'
import type { LayerPlace } from './layout.ts'
import { readWeights, rowTilesKernel } from './row-tiles.ts'
import type { TileSize } from './tiled-sum.ts'
import type { WorkLayout } from './work-layout.ts'

/** projection/dropout.ts's mask, unit by unit. */
const dropout = /* wgsl */ `
fn mix(x: u32) -> u32 {
  var h = (x ^ (x >> 16u)) * 0x85ebca6bu;
  h = (h ^ (h >> 13u)) * 0xc2b2ae35u;
  return h ^ (h >> 16u);
}
fn kept(unit: u32, key: vec2u) -> f32 {
  return select(step.scale, 0.0, mix(mix(unit + key.x) ^ key.y) < step.threshold);
}
fn keptFour(unit: u32, key: vec2u) -> vec4f {
  return vec4f(kept(unit, key), kept(unit + 1u, key), kept(unit + 2u, key), kept(unit + 3u, key));
}
`

/** Activations of layer l: relu and dropout where it is a hidden one. */
export function forwardKernel(
  declarations: string,
  layers: readonly LayerPlace[],
  l: number,
  size: TileSize,
  work: WorkLayout,
): Kernel {
  const { in4, out4, outputs, W, b } = layers[l]!
  const isHidden = l < layers.length - 1
  const value = `sum + state[${b}u + column]`
  const key = l === 0 ? 'step.keys.xy' : 'step.keys.zw'
  return rowTilesKernel({
    name: `forward ${l + 1}`,
    declarations: declarations + (isHidden ? dropout : ''),
    size,
    columns: out4,
    terms: in4,
    inputRow: l === 0 ? `rowOf(row) * ${in4}u` : `${work.activations[l - 1]}u + row * ${in4}u`,
    inputAt: l === 0 ? 'X[at]' : 'work[at]',
    weights: readWeights(`${W}u + 4u * term * ${out4}u + column`, out4),
    added: 'x.x * w0 + x.y * w1 + x.z * w2 + x.w * w3',
    store: `work[${work.activations[l]}u + row * ${out4}u + column] = ${
      isHidden ? `max(${value}, vec4f(0.0)) * keptFour(row * ${outputs}u + 4u * column, ${key})` : value
    };`,
  })
}

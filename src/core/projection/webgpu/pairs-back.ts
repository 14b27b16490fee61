import type { PairwiseLoss } from '../losses/pairwise.ts'
import { groupThreads, type Kernel } from './kernel.ts'
import type { LayerPlace } from './layout.ts'
import { total } from './total.ts'
import type { WorkLayout } from './work-layout.ts'

/**
 * The derivative of the loss with respect to the outputs, from that with respect to their inner products; a product depends on both of its rows:
 * dU = (G + G^T) U. With normalised outputs it goes on through the division by the norm: dZ = (dU - U (U . dU)) / |Z|.
 *
 * A workgroup is a row. Its threads take the vectors of four outputs side by side (`lane`), and where there are more threads than vectors each
 * takes its `strip` of the other rows; with more vectors than threads each takes several (`part`).
 */
export function pairsBackKernel(
  declarations: string,
  { out4 }: LayerPlace,
  { normalised }: PairwiseLoss,
  { activations, derivatives, norms, rows }: WorkLayout,
): Kernel {
  const [Z, dZ] = [activations.at(-1)!, derivatives.at(-1)!]
  const lanes = Math.min(groupThreads, 2 ** Math.ceil(Math.log2(out4)))
  const strips = groupThreads / lanes
  const parts = Array.from({ length: Math.ceil(out4 / lanes) }, (_, part) => part)
  /** WGSL for every vector of a thread: its derivative so far is `d`, its place in a row `column`. */
  const forEachPart = (body: (d: string, column: string) => string): string =>
    parts
      .map((part) => {
        const column = `(lane + ${part * lanes}u)`
        return `if (${column} < ${out4}u) { ${body(`d${part}`, column)} }`
      })
      .join('\n')

  return {
    name: 'pairs back',
    groups: (count) => count,
    code: /* wgsl */ `
${declarations}
${total}
var<workgroup> weights: array<f32, ${groupThreads}>;
var<workgroup> sums: array<vec4f, ${groupThreads}>;

@compute @workgroup_size(${groupThreads})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  let i = group.x;
  let lane = thread % ${lanes}u;
  let strip = thread / ${lanes}u;
  ${parts.map((part) => `var d${part} = vec4f(0.0);`).join('\n')}

  for (var first = 0u; first < step.count; first += ${groupThreads}u) {
    let j = first + thread;
    workgroupBarrier();
    if (j < step.count) {
      weights[thread] = (pairs[i * ${rows}u + j] + pairs[j * ${rows}u + i]) * work[${norms}u + j].x;
    }
    workgroupBarrier();
    for (var other = strip; other < min(${groupThreads}u, step.count - first); other += ${strips}u) {
      let row = ${Z}u + (first + other) * ${out4}u;
      ${forEachPart((d, column) => `${d} += weights[other] * work[row + ${column}];`)}
    }
  }
  ${strips > 1 ? parts.map((part) => addStrips(part, lanes, strips)).join('\n') : ''}

  let row = i * ${out4}u;
  ${
    normalised
      ? `let inverse = work[${norms}u + i].x;
  var along = 0.0;
  if (strip == 0u) { ${forEachPart((d, column) => `along += dot(${d}, work[${Z}u + row + ${column}]);`)} }
  let shadow = total(along, thread) * inverse * inverse;`
      : ''
  }
  if (strip == 0u) {
    ${forEachPart((d, column) => {
      const value = normalised ? `(${d} - work[${Z}u + row + ${column}] * shadow) * inverse` : d
      return `work[${dZ}u + row + ${column}] = ${value};`
    })}
  }
}
`,
  }
}

const addStrips = (part: number, lanes: number, strips: number): string => /* wgsl */ `
  workgroupBarrier();
  sums[thread] = d${part};
  workgroupBarrier();
  d${part} = vec4f(0.0);
  for (var other = 0u; other < ${strips}u; other++) { d${part} += sums[other * ${lanes}u + lane]; }`

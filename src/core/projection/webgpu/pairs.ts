import type { PairwiseLoss } from '../losses/pairwise.ts'
import { smallestNorm } from '../losses/smallest-norm.ts'
import { groupThreads, type Kernel } from './kernel.ts'
import type { LayerPlace } from './layout.ts'
import { total } from './total.ts'
import { wgslArithmetic } from './wgsl-arithmetic.ts'
import type { WorkLayout } from './work-layout.ts'

/**
 * Of every row of a batch, its part of the loss and, in its row of `pairs`, the derivatives of the loss with respect to its inner products
 * with the others as far as they come by this row. A workgroup is a row, its threads share out the others.
 */
export function pairsKernel(
  declarations: string,
  { out4 }: LayerPlace,
  loss: PairwiseLoss,
  { activations, norms, rows }: WorkLayout,
): Kernel {
  const Z = activations.at(-1)!
  const terms = termsOf(loss)
  const slope = slopeOf(loss)
  const anchor = anchorOf(loss, terms.sums)
  return {
    name: 'pairs',
    groups: (count) => count,
    code: /* wgsl */ `
${declarations}
${total}

/** The largest of all threads' values, to each of them. */
fn largest(value: f32, thread: u32) -> f32 {
  workgroupBarrier();
  shares[thread] = value;
  workgroupBarrier();
  var highest = shares[0];
  for (var other = 1u; other < ${groupThreads}u; other++) { highest = max(highest, shares[other]); }
  return highest;
}

/** 1 / |z|, or 1 where the loss takes the outputs as they are. */
fn inverseNorm(squares: vec4f) -> f32 {
  return ${loss.normalised ? `1.0 / max(sqrt(dot(squares, vec4f(1.0))), ${smallestNorm})` : '1.0'};
}
fn inverseOf(i: u32) -> f32 {
  var squares = vec4f(0.0);
  for (var c = 0u; c < ${out4}u; c++) {
    let z = work[${Z}u + i * ${out4}u + c];
    squares += z * z;
  }
  return inverseNorm(squares);
}
fn logitOf(i: u32, j: u32, inverse: f32) -> f32 {
  var product = vec4f(0.0);
  var squares = vec4f(0.0);
  for (var c = 0u; c < ${out4}u; c++) {
    let other = work[${Z}u + j * ${out4}u + c];
    product += work[${Z}u + i * ${out4}u + c] * other;
    squares += other * other;
  }
  return dot(product, vec4f(1.0)) * inverse * inverseNorm(squares) / step.temperature;
}
fn sameLabel(i: u32, j: u32) -> f32 { return select(0.0, 1.0, labels[rowOf(i)] == labels[rowOf(j)]); }

@compute @workgroup_size(${groupThreads})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  let i = group.x;
  let row = i * ${rows}u;
  let inverse = inverseOf(i);

  var highest = ${loss.shifted ? '-1e30' : '0.0'};
  for (var j = thread; j < step.count; j += ${groupThreads}u) {
    if (j != i) {
      let logit = logitOf(i, j, inverse);
      pairs[row + j] = logit;
      ${loss.shifted ? 'highest = max(highest, logit);' : ''}
    }
  }
  ${loss.shifted ? 'highest = largest(highest, thread);' : ''}

  var positives = 0.0;
  ${terms.sums.map((_, s) => `var sum${s} = 0.0;`).join('\n')}
  for (var j = thread; j < step.count; j += ${groupThreads}u) {
    if (j != i) {
      let logit = pairs[row + j] - highest;
      let same = sameLabel(i, j);
      ${terms.code}
      pairs[row + j] = ${terms.kept};
      positives += same;
      ${terms.sums.map((term, s) => `sum${s} += ${term};`).join('\n')}
    }
  }
  positives = total(positives, thread);
  ${terms.sums.map((_, s) => `sum${s} = total(sum${s}, thread);`).join('\n')}

  let rows = f32(step.count);
  let withPositives = f32(step.withPositives);
  ${anchor.code}
  for (var j = thread; j < step.count; j += ${groupThreads}u) {
    let kept = pairs[row + j];
    let same = sameLabel(i, j);
    ${anchor.coefficients.map((value, c) => `let coefficient${c} = ${value};`).join('\n')}
    ${slope.code}
    pairs[row + j] = select(${slope.value} / step.temperature, 0.0, i == j);
  }
  if (thread == 0u) {
    work[${norms}u + i] = vec4f(inverse);
    losses[step.lossAt + i] = ${anchor.loss};
  }
}
`,
  }
}

function termsOf(loss: PairwiseLoss) {
  const m = wgslArithmetic('f32', 'term')
  const { kept, sums } = loss.terms(m, 'logit', 'same')
  return { code: m.code(), kept, sums }
}

function anchorOf(loss: PairwiseLoss, sums: readonly string[]) {
  const m = wgslArithmetic('f32', 'anchor')
  const own = { sums: sums.map((_, s) => `sum${s}`), positives: 'positives' }
  const { loss: value, coefficients } = loss.anchor(m, own, { rows: 'rows', withPositives: 'withPositives' })
  return { code: m.code(), loss: value, coefficients }
}

function slopeOf(loss: PairwiseLoss) {
  const m = wgslArithmetic('f32', 'slope')
  const { coefficients } = anchorOf(loss, termsOf(loss).sums)
  const value = loss.slope(
    m,
    'kept',
    'same',
    coefficients.map((_, c) => `coefficient${c}`),
  )
  return { code: m.code(), value }
}

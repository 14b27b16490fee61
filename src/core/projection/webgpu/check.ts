import { groupThreads, type Kernel } from './kernel.ts'

/** The sum of all parameters, to `losses[step.lossAt]`: it is finite only if they are. */
export function checkKernel(declarations: string, parameters: number): Kernel {
  return {
    name: 'check',
    groups: () => 1,
    code: /* wgsl */ `
${declarations}
var<workgroup> sums: array<f32, ${groupThreads}>;

@compute @workgroup_size(${groupThreads})
fn main(@builtin(local_invocation_index) thread: u32) {
  var sum = vec4f(0.0);
  for (var at = thread; at < ${parameters}u; at += ${groupThreads}u) { sum += state[at]; }
  sums[thread] = dot(sum, vec4f(1.0));
  workgroupBarrier();
  if (thread == 0u) {
    var all = 0.0;
    for (var other = 0u; other < ${groupThreads}u; other++) { all += sums[other]; }
    losses[step.lossAt] = all;
  }
}
`,
  }
}

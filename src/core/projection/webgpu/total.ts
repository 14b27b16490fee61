import { groupThreads } from './kernel.ts'

/** WGSL of the sum over a workgroup's threads, in a fixed order (R12), to each of them. */
export const total = /* wgsl */ `
var<workgroup> shares: array<f32, ${groupThreads}>;

fn total(value: f32, thread: u32) -> f32 {
  workgroupBarrier();
  shares[thread] = value;
  workgroupBarrier();
  var sum = 0.0;
  for (var other = 0u; other < ${groupThreads}u; other++) { sum += shares[other]; }
  return sum;
}
`

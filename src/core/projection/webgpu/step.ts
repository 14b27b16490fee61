import type { DropoutKey } from '../dropout.ts'

/** What one step is computed with; bytes and names as the shaders' `Step`. */
export interface Step {
  /** The batch's rows are those at start .. start + count of the epoch's order. */
  readonly start: number
  readonly count: number
  /** Where the losses of its rows are written. */
  readonly lossAt: number
  /** Rows of the batch that share their label with another of it. */
  readonly withPositives: number
  /** Dropout: a unit whose hash is below the threshold is 0, any other is multiplied by the scale. */
  readonly threshold: number
  readonly scale: number
  readonly temperature: number
  /** Of the optimiser's formula. */
  readonly numbers: readonly number[]
  /** Of each hidden layer, two at most. */
  readonly keys: readonly DropoutKey[]
}

/** Bytes of a step. */
export const stepBytes = 64

/** Bytes from one step to the next: what a uniform buffer may be bound at, on every device. */
export const stepStride = 256

/** Writes a step as the shaders read it. */
export function writeStep(target: ArrayBuffer, index: number, step: Step): void {
  const words = new Uint32Array(target, index * stepStride, stepStride / 4)
  const floats = new Float32Array(target, index * stepStride, stepStride / 4)
  words.set([step.start, step.count, step.lossAt, step.withPositives, step.threshold])
  floats.set([step.scale, step.temperature], 5)
  floats.set(step.numbers, 8)
  words.set(step.keys.flat(), 12)
}

/**
 * What all kernels share: one group of bindings, so that nothing is bound anew within a step.
 */
export const declarations = /* wgsl */ `
struct Step {
  start: u32, count: u32, lossAt: u32, withPositives: u32,
  threshold: u32, scale: f32, temperature: f32, unused: u32,
  numbers: vec4f,
  keys: vec4u,
}
@group(0) @binding(0) var<uniform> step: Step;
@group(0) @binding(1) var<storage, read> order: array<u32>;
@group(0) @binding(2) var<storage, read> X: array<vec4f>;
@group(0) @binding(3) var<storage, read> labels: array<i32>;
@group(0) @binding(4) var<storage, read_write> state: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> work: array<vec4f>;
@group(0) @binding(6) var<storage, read_write> losses: array<f32>;
@group(0) @binding(7) var<storage, read_write> pairs: array<f32>;

fn rowOf(row: u32) -> u32 { return order[step.start + row]; }
`

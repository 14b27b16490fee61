import type { Dtype, EncoderModality } from './encoder.ts'
import type { ManifestEncoder } from './manifest.ts'
import type { SelfTest, SelfTestInput } from './self-test.ts'
import { row, type Matrix } from '../math/matrix.ts'

/** The side of a square picture that a preprocessor leaves as it is; most were trained on 224 pixels. */
const usualSide = 224

/** What a preprocessor brings pictures to, by preprocessor_config.json: a picture of that size is not resized. */
function sideOf(preprocessor: unknown): number {
  const { size } = (preprocessor ?? {}) as { size?: unknown }
  if (typeof size === 'number') return size
  const { shortest_edge, height } = (size ?? {}) as { shortest_edge?: unknown; height?: unknown }
  return [shortest_edge, height].find((value) => typeof value === 'number') ?? usualSide
}

const texts: readonly SelfTestInput[] = [
  { text: 'Shortness of breath and swollen ankles since last week.' },
  { text: 'A fall at home, the hip hurts.' },
]

/**
 * Two made-up inputs to try an encoder with.
 * @param preprocessor content of preprocessor_config.json, for pictures of just the size that needs no resizing:
 *   browsers resize differently
 */
export function trialInputs(modality: EncoderModality, preprocessor: unknown): readonly SelfTestInput[] {
  if (modality === 'text') return texts
  const side = sideOf(preprocessor)
  return [1, 2].map((seed) => ({ picture: { width: side, height: side, seed } }))
}

/** The largest relative difference that passes: quantised weights round differently on different devices. */
const tolerances: Readonly<Record<Dtype, number>> = { fp32: 1e-3, fp16: 1e-2, q8: 1e-2 }

/** One encoder's trial: its inputs and what it gave for them, vectors [inputs, dimensions]. */
export interface Trial {
  readonly encoder: Pick<ManifestEncoder, 'dtype'>
  readonly inputs: readonly SelfTestInput[]
  readonly vectors: Matrix
}

/** What a folder's encoders gave in their trials is what they must give on every device: its self-test. */
export function selfTestOf(trials: readonly Trial[]): SelfTest {
  return {
    tolerance: Math.max(...trials.map(({ encoder }) => tolerances[encoder.dtype])),
    inputs: trials.flatMap(({ inputs }) => [...inputs]),
    vectors: trials.flatMap(({ inputs, vectors }) => inputs.map((_, i) => Array.from(row(vectors, i)))),
  }
}

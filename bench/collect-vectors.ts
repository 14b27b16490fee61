import { row } from '../src/core/math/matrix.ts'
import { encodeInputs, inputsInMemory } from '../src/engine/encode-job.ts'
import type { EncoderInput, EncoderModel } from '../src/engine/protocol.ts'

/** One vector an input, in the order of the inputs. */
export type Vectors = readonly Float32Array[]

/** The app's own encoding job over these inputs; the vectors go into memory instead of IndexedDB. */
export async function collectVectors(
  inputs: readonly EncoderInput[],
  encoder: EncoderModel,
): Promise<Vectors> {
  const vectors: Float32Array[] = []
  const byKey = new Map(inputs.map((input, i) => [String(i), input]))
  await encodeInputs(inputsInMemory(byKey), {
    encoder,
    now: () => performance.now(),
    store: {
      keys: () => Promise.resolve(new Set<string>()),
      appendBlock(rows) {
        rows.keys.forEach((key, i) => (vectors[Number(key)] = row(rows.vectors, i)))
        return Promise.resolve()
      },
    },
  })
  return vectors
}

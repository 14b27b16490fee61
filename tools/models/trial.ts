import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { EncoderSpec } from '../../src/core/encoders/encoder.ts'
import type { ManifestEncoder } from '../../src/core/encoders/manifest.ts'
import { preprocessorName } from '../../src/core/encoders/model-layout.ts'
import { trialInputs, type Trial } from '../../src/core/encoders/trial.ts'
import { Failure } from '../../src/core/failure.ts'
import { selfTestInput } from '../../src/engine/self-test.ts'

/**
 * Encodes two made-up inputs with the app's own encoders and the transformers.js of Node: what they give is what the
 * app must give.
 * @param models the folder that holds org/name
 * @throws Failure 'model-load-failed'; 'model-output-wrong' and 'not-finite' for vectors that are none
 */
export async function tryEncoder(models: string, id: string, encoder: ManifestEncoder): Promise<Trial> {
  const spec: EncoderSpec = { id, revision: '', bytes: 0, ...encoder }
  try {
    const inputs = trialInputs(spec.modality, await readPreprocessor(join(models, id), spec))
    // loaded when it is needed: most commands about models run none
    const { openInNode } = await import('./node-encoder.ts')
    const { encoder: opened, dispose } = await openInNode(models, spec)
    try {
      const { vectors } = await opened.encode(inputs.map(selfTestInput))
      return { encoder, inputs, vectors }
    } finally {
      await dispose()
    }
  } catch (thrown) {
    if (thrown instanceof Failure) throw thrown
    throw new Failure('model-load-failed', { id, device: 'this computer', detail: String(thrown) })
  }
}

async function readPreprocessor(folder: string, { modality }: EncoderSpec): Promise<unknown> {
  return modality === 'image' ? JSON.parse(await readFile(join(folder, preprocessorName), 'utf8')) : null
}

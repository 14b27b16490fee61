import { RawImage } from '@huggingface/transformers'
import { selfTestPicture } from '../../src/core/encoders/self-test.ts'
import { writeOnnx } from '../../src/core/onnx/write.ts'
import type { ManifestEncoder } from '../../src/core/encoders/manifest.ts'
import { jsonFile, modelFolder, type ModelFolder } from '../starter/model-folder.ts'
import { selfTestFile } from '../starter/self-test-file.ts'
import { configFiles } from './config-files.ts'
import { loadStarter } from './embed.ts'
import { dimensions, encoderGraph } from './encoder-graph.ts'
import { settings } from './settings.ts'

const entry: ManifestEncoder = {
  title: 'Starter image encoder',
  modality: 'image',
  dimensions,
  weights: 'model',
  dtype: 'fp32',
  output: 'image_embeds',
  pooling: 'model',
  prefix: '',
  maxTokens: 0,
  licence: 'Apache-2.0; computed, not trained',
  description:
    'Measures colour, brightness and texture at four scales, and roughly where they are: quick, and good for cells, ' +
    'stains and coarse patterns; it knows no objects or anatomy, and sees nothing finer than a 96th of the picture.',
}

const selfTestSeeds = [1, 2, 3]

/** The whole encoder; nothing is trained, so that it always is the same. */
export async function buildEncoder(id: string): Promise<ModelFolder> {
  const files = new Map<string, Uint8Array>()
  for (const [path, content] of Object.entries(configFiles)) files.set(path, jsonFile(content))
  files.set('onnx/model.onnx', writeOnnx(encoderGraph()))
  const { size } = settings
  files.set(
    'self-test.json',
    await selfTestFile(id, files, {
      inputs: selfTestSeeds.map((seed) => ({ picture: { width: size, height: size, seed } })),
      tolerance: 1e-3,
      async encode(inputs, folder) {
        const encoder = await loadStarter(folder, id)
        return encoder.embed(
          inputs.map(
            ({ picture }) => new RawImage(selfTestPicture(picture), picture.width, picture.height, 3),
          ),
        )
      },
    }),
  )
  return modelFolder(id, [entry], files)
}

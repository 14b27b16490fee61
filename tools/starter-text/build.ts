import { writeOnnx } from '../../src/core/onnx/write.ts'
import type { ManifestEncoder } from '../../src/core/encoders/manifest.ts'
import { jsonFile, modelFolder, type ModelFolder } from '../starter/model-folder.ts'
import { selfTestFile } from '../starter/self-test-file.ts'
import { dropRepeatedSentences, indexCorpus, readLines } from './corpus.ts'
import { loadStarter } from './embed.ts'
import { encoderGraph } from './encoder-graph.ts'
import { encoderTables } from './encoder-tables.ts'
import { settings } from './settings.ts'
import { tokenizerFiles } from './tokenizer-files.ts'
import { trainWordVectors } from './word-vectors.ts'

const entry: ManifestEncoder = {
  title: 'Starter text encoder',
  modality: 'text',
  dimensions: settings.dimensions,
  weights: 'model',
  dtype: 'q8',
  output: 'sentence_embedding',
  pooling: 'model',
  prefix: '',
  maxTokens: settings.maxTokens,
  licence: 'Apache-2.0; trained on MedQuAD (CC BY 4.0)',
  description:
    'Weighs the words of English medical text, whatever their order: quick, and good for what a note is about; ' +
    'it does not see who did what to whom, nor that “no fever” denies a fever.',
}

/** Its last text has no known word: its vector must be zeros, a missing modality (R7). */
const selfTestTexts = [
  'Fever and productive cough for three days; crackles at the right base.',
  'fracture of the left wrist after a fall',
  'Pneumoniaxx, and a rash!',
  'Chronic kidney disease on dialysis, admitted with high potassium and an irregular pulse. '.repeat(8),
  'qqqq ???',
]

/** The whole encoder from a corpus, one text a line; the same corpus gives the same bytes. */
export async function buildEncoder(
  id: string,
  corpusPath: string,
  log: (line: string) => void,
): Promise<ModelFolder> {
  const corpus = indexCorpus(dropRepeatedSentences(readLines(corpusPath)))
  log(`${corpus.tokens.length} words, ${corpus.words.length} different ones`)
  const words = trainWordVectors(corpus)
  const tables = encoderTables(words, corpus.tokens.length)
  log(`${words.words.length} words with a vector, ${tables.tokens.length} tokens`)

  const files = new Map<string, Uint8Array>()
  for (const [path, content] of Object.entries(tokenizerFiles(tables))) files.set(path, jsonFile(content))
  files.set('onnx/model_quantized.onnx', writeOnnx(encoderGraph(tables)))
  files.set(
    'self-test.json',
    await selfTestFile(id, files, {
      inputs: selfTestTexts.map((text) => ({ text })),
      tolerance: 1e-2,
      async encode(inputs, folder) {
        const encoder = await loadStarter(folder, id)
        return encoder.embed(inputs.map(({ text }) => text))
      },
    }),
  )
  return modelFolder(id, [entry], files)
}

import { readFileSync } from 'node:fs'
import { fromRoot } from '../../paths.ts'
import { writeOnnx } from '../../../src/core/onnx/write.ts'
import { encoderGraph } from '../../starter-text/encoder-graph.ts'
import { tokenizerFiles } from '../../starter-text/tokenizer-files.ts'

const tables = {
  tokens: ['[PAD]', '[UNK]', 'breath', 'hip', '##s'],
  dimensions: 2,
  quantised: Int8Array.of(0, 0, 0, 0, 3, 4, 0, -5, 0, 0),
  asWord: Float32Array.of(0, 0, 0.5, 2, 0),
  asPrefix: Float32Array.of(0, 0, 1, 0, 0),
  continues: Float32Array.of(0, 0, 0, 0, 1),
}

/** A text encoder of two dimensions that transformers.js loads, in two dtypes that are the same, and what else a repository holds. */
export function tinyModel(): Map<string, Uint8Array> {
  const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
  const onnx = writeOnnx(encoderGraph(tables))
  return new Map([
    ['README.md', utf8('# Tiny\n')],
    ...Object.entries(tokenizerFiles(tables)).map(
      ([path, content]) => [path, utf8(JSON.stringify(content))] as const,
    ),
    ['onnx/model.onnx', onnx],
    ['onnx/model_quantized.onnx', onnx],
    ['model.safetensors', utf8('weights of another library')],
  ])
}

/** The same, with the starter's pictures beside it, as models that have both in one space lie. */
export function tinyModelOfBoth(): Map<string, Uint8Array> {
  const text = tinyModel()
  const starter = (path: string): Uint8Array =>
    readFileSync(fromRoot('public', 'models', 'nearside', 'starter-image', path))
  return new Map([
    ...[...text].filter(([path]) => !path.startsWith('onnx/')),
    ['preprocessor_config.json', starter('preprocessor_config.json')],
    ['onnx/text_model.onnx', text.get('onnx/model.onnx')!],
    ['onnx/vision_model.onnx', starter('onnx/model.onnx')],
  ])
}

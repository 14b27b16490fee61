import { Failure } from '../failure.ts'
import { dtypes, weightsPath, type Dtype } from './encoder.ts'
import { notUnderstood } from './model-json.ts'

/** Where the files of a model lie, as transformers.js and sentence-transformers have it. */
export const configName = 'config.json'
export const tokenizerName = 'tokenizer.json'
export const tokenizerConfigName = 'tokenizer_config.json'
export const preprocessorName = 'preprocessor_config.json'
export const poolingName = '1_Pooling/config.json'
export const modulesName = 'modules.json'
export const sentenceLimitsName = 'sentence_bert_config.json'
export const promptsName = 'config_sentence_transformers.json'

/** What is kept of a model besides its weights: what transformers.js loads, and what says how to use it. */
export const settingsFiles = [
  configName,
  tokenizerName,
  tokenizerConfigName,
  preprocessorName,
  'processor_config.json',
  poolingName,
  modulesName,
  sentenceLimitsName,
  promptsName,
  'self-test.json',
] as const

export interface ListedFile {
  readonly path: string
  readonly size: number
}

/** An ONNX file that was chosen. */
export interface ChosenWeights {
  /** Base name, without the ending for the dtype. */
  readonly weights: string
  readonly dtype: Dtype
}

/** Above this a 32-bit file is worth its precision no longer: it would take most of an 8 GB computer's browser. */
const mostFp32Bytes = 200e6
const towers = new Set(['text_model', 'vision_model'])
/** One of two encoders of one space, such as CLIP's and SigLIP's. */
export const isTower = (weights: string): boolean => towers.has(weights)
/** transformers.js' other endings, which no EncoderSpec can name; what is left is taken for a base name. */
const otherEndings = /_(int8|uint8|q4|q4f16|bnb4|q2|q2f16|q1|q1f16)$/

/**
 * Which of a model's ONNX files to use: those that are known for it; else the text and the image tower of a model that
 * has both in one space, which are two encoders; else "model", or the only one there is.
 *
 * Of several dtypes, where none is preferred: 32 bits up to 200 MB, else 16 bits, else 8. Quantised models do not come
 * first although they are smallest: their activations are scaled by batch, so a text's vector depends on those beside
 * it, and 8-bit convolutions are slow in WebAssembly (MobileNetV2: 644 ms a picture, 43 ms in 32 bits).
 * @throws Failure 'model-file-missing' when there is no usable file, or none of the preferred dtype;
 *   'model-not-understood', several weights
 */
export function chooseWeights(
  id: string,
  files: readonly ListedFile[],
  { known = [], preferred }: { known?: readonly string[]; preferred?: Dtype | undefined },
): ChosenWeights[] {
  const paths = new Set(files.map(({ path }) => path))
  const bases = [...new Set([...paths].flatMap(baseOf))]
  const choices = [bases.filter((base) => known.includes(base)), bases.filter(isTower), ['model'], bases]
  const chosen = choices.find((some) => some.length > 0 && some.every((base) => bases.includes(base)))
  if (chosen === bases && bases.length > 1) throw notUnderstood(id, 'onnx', 'several weights')

  return (chosen ?? ['model']).map((weights) => {
    const there = dtypes.filter((dtype) => paths.has(weightsPath({ weights, dtype })))
    const dtype = preferred ?? byDefault(weights, there, files)
    if (!there.includes(dtype))
      throw new Failure('model-file-missing', { id, file: weightsPath({ weights, dtype }) })
    return { weights, dtype }
  })
}

function byDefault(weights: string, there: readonly Dtype[], files: readonly ListedFile[]): Dtype {
  const sizeOf = (dtype: Dtype): number =>
    weightsFiles({ weights, dtype }, files).reduce((sum, { size }) => sum + size, 0)
  const [precise] = there
  if (precise === undefined) return 'fp32'
  const isTooLarge = precise === 'fp32' && sizeOf('fp32') > mostFp32Bytes
  return (isTooLarge ? there[1] : undefined) ?? precise
}

/** The ONNX file and the files beside it that transformers.js takes for its external data. */
export function weightsFiles<F extends ListedFile>(chosen: ChosenWeights, files: readonly F[]): F[] {
  const path = weightsPath(chosen)
  return files.filter((file) => file.path === path || isExternalData(file.path, path))
}

export const isExternalData = (path: string, onnxPath: string): boolean =>
  path.startsWith(`${onnxPath}_data`) && /^(_\d+)?$/.test(path.slice(onnxPath.length + '_data'.length))

/** Of an ONNX file in a dtype that can be used. */
function baseOf(path: string): string[] {
  const name = /^onnx\/([\w-]+(?:\.[\w-]+)*)\.onnx$/.exec(path)?.[1]
  if (name === undefined || otherEndings.test(name)) return []
  return [name.replace(/_(fp16|quantized)$/, '')]
}

/** Some exports lie flat: model.onnx beside config.json is taken for onnx/model.onnx, where that is not there. */
export function standardPath(path: string, paths: ReadonlySet<string>): string {
  const moved = `onnx/${path}`
  return /^[\w.-]+\.onnx(_data(_\d+)?)?$/.test(path) && !paths.has(moved) ? moved : path
}

import type { EncoderModality, Pooling } from './encoder.ts'
import { isObject, type JsonObject } from './model-json.ts'
import {
  configName,
  modulesName,
  poolingName,
  promptsName,
  sentenceLimitsName,
  tokenizerConfigName,
} from './model-layout.ts'

/** The settings files of a model by their path. */
export type ModelSettings = ReadonlyMap<string, JsonObject>

/** Where no file says how many tokens are read: what BERT reads. */
const usualTokens = 512
/** Above it a tokenizer's limit stands for "none": transformers writes 1e30. */
const mostTokens = 1_000_000
/** Their positions begin after the padding token's id. */
const shiftedPositions = new Set([
  'roberta',
  'xlm-roberta',
  'camembert',
  'mpnet',
  'xlm-roberta-xl',
  'longformer',
])

/** How the token vectors are pooled, where a file says so in a way that is known here. */
export function statedPooling(settings: ModelSettings): Pooling | undefined {
  const names = poolingModes(settings)
  return names.length === 1 ? poolingByName[names[0]!] : undefined
}

const poolingByName: Readonly<Record<string, Pooling | undefined>> = {
  cls_token: 'cls',
  mean_tokens: 'mean',
  lasttoken: 'last',
}

function poolingModes(settings: ModelSettings): string[] {
  const pooling = settings.get(poolingName) ?? {}
  return Object.keys(pooling)
    .filter((key) => key.startsWith('pooling_mode_') && pooling[key] === true)
    .map((key) => key.slice('pooling_mode_'.length))
}

/** Tokens that are read of a text at once: the least that any file says. */
export function statedMaxTokens(settings: ModelSettings): number {
  const config = ofTower(settings, 'text')
  const positions = whole(config['max_position_embeddings'])
  const shift = shiftedPositions.has(String(config['model_type']))
    ? (whole(config['pad_token_id']) ?? 1) + 1
    : 0
  const limits = [
    whole(settings.get(sentenceLimitsName)?.['max_seq_length']),
    whole(settings.get(tokenizerConfigName)?.['model_max_length']),
    positions && positions - shift,
  ].filter((limit) => limit !== undefined && limit > 0 && limit < mostTokens)
  return limits.length > 0 ? Math.min(...(limits as number[])) : usualTokens
}

/** Length of an output's vectors, for a graph that does not say. */
export function statedDimensions(
  settings: ModelSettings,
  modality: EncoderModality,
  output: string,
): number | undefined {
  const config = ofTower(settings, modality)
  const top = settings.get(configName) ?? {}
  const hidden =
    whole(config['hidden_size']) ??
    whole(config['d_model']) ??
    whole(config['dim']) ??
    whole(config['n_embd']) ??
    whole(config['embed_dim']) ??
    (Array.isArray(config['hidden_sizes']) ? whole(config['hidden_sizes'].at(-1)) : undefined)
  if (output.endsWith('_embeds'))
    return whole(top['projection_dim']) ?? whole(config['projection_dim']) ?? hidden
  if (output === 'sentence_embedding')
    return whole(settings.get(poolingName)?.['word_embedding_dimension']) ?? hidden
  return hidden
}

const taken = { mean: 'their mean', cls: 'the first', last: 'the last' } as const

/**
 * What of the model's own way is not done here, or not known, for its description: one sentence each.
 * @param isKnown a card says how to pool
 */
export function departures(
  settings: ModelSettings,
  { pooling, prefix, isKnown }: { pooling: Pooling; prefix: string; isKnown: boolean },
): string[] {
  const said: string[] = []
  const modes = poolingModes(settings)
  if (pooling !== 'model' && modes.length > 0 && statedPooling(settings) === undefined)
    said.push(`Its own pooling (${modes.join(' and ')}) is not available here.`)
  if (!isKnown && pooling !== 'model' && modes.length === 0)
    said.push(`Nothing in its files says how to make one vector of its tokens; ${taken[pooling]} is taken.`)
  const hasDense = Object.values(settings.get(modulesName) ?? {}).some(
    (part) => isObject(part) && String(part['type']).endsWith('.Dense'),
  )
  if (pooling !== 'model' && hasDense)
    said.push('Its last dense layer is not part of the ONNX file and is left out.')
  const prompts = settings.get(promptsName)?.['prompts']
  const named = isObject(prompts)
    ? Object.values(prompts).filter((text) => typeof text === 'string' && text)
    : []
  if (prefix === '' && named.length > 0)
    said.push(
      `Its authors put words before a text (${named
        .slice(0, 4)
        .map((text) => `“${String(text).slice(0, 60)}”`)
        .join(', ')}); here nothing is.`,
    )
  return said
}

/** The part of config.json for this modality: models with two towers have one for each. */
function ofTower(settings: ModelSettings, modality: EncoderModality): JsonObject {
  const config = settings.get(configName) ?? {}
  const tower = config[modality === 'text' ? 'text_config' : 'vision_config']
  return isObject(tower) ? tower : config
}

const whole = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : undefined

import { classifierNames } from '../classifiers/registry.ts'
import { textUses } from '../dataset/text-modality.ts'
import { modalities, type EncoderModality } from '../encoders/encoder.ts'
import { longTextChoices } from '../encoders/long-texts.ts'
import { Failure } from '../failure.ts'
import { projectionNames, type ProjectionName } from '../projection/projection.ts'
import { defaultSettings } from './default-settings.ts'
import { parseColumns } from './parse-columns.ts'
import { parsePreset } from './parse-settings.ts'
import { checkValidationColumns, parseValidation } from './parse-validation.ts'
import { distinct, readerOf, type Reader } from './reader.ts'
import {
  fusionNames,
  operatingPointRules,
  type OperatingPointRule,
  type PrimaryComparison,
  type Study,
} from './study.ts'

const defaults = defaultSettings()

/** Names that a study file may use and that this stage does not know by itself. */
export interface KnownNames {
  readonly metrics: readonly string[]
  /** Ids of the encoders that are installed, by what they read. */
  readonly encoders: Readonly<Record<EncoderModality, readonly string[]>>
}

/**
 * A study file's content as a Study, with the defaults of `defaultSettings` where a key is left out.
 *
 * Two projections are needed, because a study answers whether one helps; the primary comparison may name only what the
 * study runs. Limits: folds 2 to 20, repeats 1 to 100.
 *
 * @param known what it may name: the metrics are those of a later stage, the encoders those that are installed
 * @throws Failure 'study-missing-key', 'study-unknown-key', 'study-unknown-name', 'study-wrong-type',
 *   'study-out-of-range', 'study-duplicate', 'study-conflict'
 */
export function parseStudy(json: unknown, known: KnownNames): Study {
  const field = readerOf(json, '').fields([
    'version', 'name', 'files', 'columns', 'texts', 'encoders', 'long_texts', 'projections', 'fusion', 'ablation',
    'label_shuffle', 'preset', 'classifiers', 'validation', 'primary', 'operating_point', 'subgroups',
  ]) // prettier-ignore
  field.required('version').integer(1, 1)
  const columns = field('columns')
  const projections = field('projections')
  const classifiers = field('classifiers')
  const fusion = field('fusion')
  const preset = field('preset')
  const subgroups = field('subgroups')

  const chosen = {
    projections: projections
      ? distinct(projections.list(2), (item) => item.oneOf(projectionNames))
      : defaults.projections,
    classifiers: classifiers
      ? distinct(classifiers.list(1), (item) => item.oneOf(classifierNames))
      : defaults.classifiers,
  }
  const study: Study = {
    version: 1,
    name: field('name')?.text() ?? 'study',
    files: distinct(field.required('files').list(1), (item) => item.text()),
    ...(columns && { columns: parseColumns(columns) }),
    encoders: parseEncoders(field('encoders'), known.encoders),
    texts: field('texts')?.oneOf(textUses) ?? defaults.texts,
    long_texts: field('long_texts')?.oneOf(longTextChoices) ?? defaults.long_texts,
    ...chosen,
    fusion: fusion ? distinct(fusion.list(1), (item) => item.oneOf(fusionNames)) : defaults.fusion,
    ablation: field('ablation')?.boolean() ?? defaults.ablation,
    label_shuffle: field('label_shuffle')?.boolean() ?? defaults.label_shuffle,
    preset: preset ? parsePreset(preset) : defaults.preset,
    validation: parseValidation(field('validation')),
    primary: parsePrimary(field('primary'), chosen, known.metrics),
    operating_point: parseOperatingPoint(field('operating_point')),
    ...(subgroups && { subgroups: distinct(subgroups.list(0), (item) => item.text()) }),
  }
  checkValidationColumns(study)
  checkSubgroups(study)
  return study
}

function parseEncoders(reader: Reader | undefined, known: KnownNames['encoders']): Study['encoders'] {
  const field = reader?.fields(modalities)
  const chosen = modalities.flatMap((modality) => {
    const id = field?.(modality)
    return id ? [[modality, id.oneOf(known[modality])] as const] : []
  })
  return { ...defaults.encoders, ...Object.fromEntries(chosen) }
}

/** Given columns must hold each of them. */
function checkSubgroups({ columns, subgroups }: Study): void {
  if (!columns || !subgroups) return
  subgroups.forEach((name, i) => readerOf(name, `subgroups[${i}]`).oneOf(Object.keys(columns)))
}

function parsePrimary(
  reader: Reader | undefined,
  { projections, classifiers }: Pick<Study, 'projections' | 'classifiers'>,
  metricNames: readonly string[],
): PrimaryComparison {
  const field = reader?.fields(['metric', 'classifier', 'compare'])
  const compared = field?.('compare')
  const compare = compared
    ? distinct(compared.list(2), (item) => item.oneOf(projections))
    : usualPair(projections)
  if (compared && compare.length !== 2)
    throw new Failure('study-wrong-type', { path: compared.path, expected: 'a list of two' })
  return {
    metric: field?.('metric')?.oneOf(metricNames) ?? defaults.primary.metric,
    classifier: field?.('classifier')?.oneOf(classifiers) ?? usualClassifier(classifiers),
    compare: [compare[0]!, compare[1]!],
  }
}

function parseOperatingPoint(reader: Reader | undefined): OperatingPointRule {
  if (!reader) return defaults.operating_point
  const field = reader.fields(['rule', 'value', 'prevalence'])
  const rule = field('rule')?.oneOf(operatingPointRules) ?? defaults.operating_point.rule
  // 0 and 1 would call every case positive, or none
  const share = (value: Reader): number => value.number(0.001, 0.999)
  const prevalence = field('prevalence')
  const stated = prevalence ? { prevalence: share(prevalence) } : {}
  if (rule !== 'youden') return { rule, value: share(field.required('value')), ...stated }
  if (field('value')) throw new Failure('study-conflict', { path: at('value'), other: at('rule') })
  return { rule, ...stated }

  function at(key: string): string {
    return `${reader!.path}.${key}`
  }
}

/** Contrastive against none where the study has both, else its last projection against its first. */
function usualPair(projections: readonly ProjectionName[]): readonly ProjectionName[] {
  const usual = defaults.primary.compare
  return usual.every((name) => projections.includes(name)) ? usual : [projections.at(-1)!, projections[0]!]
}

function usualClassifier(classifiers: readonly string[]): string {
  const usual = defaults.primary.classifier
  return classifiers.includes(usual) ? usual : classifiers[0]!
}

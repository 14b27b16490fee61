import {
  array,
  boolean,
  check,
  instance,
  literal,
  looseObject,
  maxValue,
  minLength,
  minValue,
  nullable,
  number,
  optional,
  picklist,
  pipe,
  strictObject,
  string,
  variant,
} from 'valibot'
import { classifierNames } from '../../core/classifiers/registry.ts'
import { longTextChoices } from '../../core/encoders/long-texts.ts'
import { recalibrations } from '../../core/evaluation/performance/performance.ts'
import { projectionNames } from '../../core/projection/projection.ts'
import { fusionNames } from '../../core/study/study.ts'
import { byName, anyNumber, count, distinctStrings, filledString, finiteNumber, matrix } from './shapes.ts'
import { study } from './study-shapes.ts'

const encoder = strictObject({ id: filledString, revision: string(), dtype: string() })

const modality = variant('kind', [
  strictObject({
    kind: literal('text'),
    name: string(),
    columns: array(string()),
    longTexts: picklist(longTextChoices),
    encoder,
  }),
  strictObject({ kind: literal('image'), name: string(), encoder }),
  strictObject({
    kind: literal('embedding'),
    name: string(),
    columns: array(string()),
    inLists: boolean(),
    dimensions: count,
  }),
  strictObject({
    kind: literal('table'),
    name: string(),
    columns: array(
      variant('kind', [
        strictObject({ kind: literal('number'), name: string() }),
        strictObject({ kind: literal('category'), name: string(), levels: distinctStrings }),
      ]),
    ),
  }),
])

const fitted = looseObject({
  space: looseObject({ plans: array(looseObject({})), projections: array(looseObject({})) }),
  classifier: looseObject({}),
  details: byName(anyNumber),
})

const heldOutFold = pipe(
  looseObject({
    cases: instance(Int32Array),
    X: matrix,
    closeDistance: optional(
      pipe(
        finiteNumber,
        check((distance) => distance > 0),
      ),
    ),
  }),
  check(({ cases, X }) => X.rows === cases.length),
)

/** A final model as far as the page reads it, which tells what it is and shows it in lists. Its insides are the workers' to read. */
export const finalModel = pipe(
  looseObject({
    version: literal(1),
    study,
    choice: strictObject({
      projection: picklist(projectionNames),
      fusion: picklist(fusionNames),
      classifier: picklist(classifierNames),
      recalibration: picklist(recalibrations),
    }),
    classes: pipe(distinctStrings, minLength(2)),
    positive: nullable(count),
    modalities: pipe(array(modality), minLength(1)),
    procedure: fitted,
    foldProcedures: array(fitted),
    calibrator: nullable(looseObject({})),
    decimal: optional(nullable(picklist(['.', ',']))),
    heldOut: looseObject({ folds: array(heldOutFold) }),
    outOfDistribution: looseObject({
      neighbours: count,
      raw: nullable(looseObject({})),
      falseAlarmRate: pipe(number(), minValue(0), maxValue(1)),
      heldOutCases: count,
    }),
    caseIds: array(string()),
    y: instance(Int32Array),
    patients: count,
    fingerprint: string(),
    computedWith: strictObject({ app: string(), backend: string() }),
  }),
  check(
    ({ y, caseIds, classes, positive, heldOut }) =>
      y.length === caseIds.length &&
      y.every((c) => c >= 0 && c < classes.length) &&
      heldOut.folds.every(({ cases }) => cases.every((i) => i >= 0 && i < y.length)) &&
      (positive === null || positive < classes.length),
  ),
)

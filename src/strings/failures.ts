import type { FailureData } from '../core/failure.ts'
import { markHiddenCharacters } from '../core/tables/hidden-characters.ts'
import { applicationFailures } from './failures/application.ts'
import { bundleFailures } from './failures/bundles.ts'
import { comparisonFailures } from './failures/comparison.ts'
import { datasetFailures } from './failures/dataset.ts'
import { encoderFailures } from './failures/encoders.ts'
import { keepingFailures } from './failures/keeping.ts'
import { storageFailures } from './failures/storage.ts'
import { studyFailures } from './failures/study.ts'
import { tableFailures } from './failures/tables.ts'
import type { FailureWords, Wording } from './failures/wording.ts'

/** The compiler asks for every code. */
const wording: Wording = {
  ...applicationFailures,
  ...storageFailures,
  ...keepingFailures,
  ...studyFailures,
  ...tableFailures,
  ...bundleFailures,
  ...datasetFailures,
  ...encoderFailures,
  ...comparisonFailures,
}

export function wordFailure(failure: FailureData): FailureWords {
  const word = wording[failure.code] as ((params: FailureData['params']) => FailureWords) | undefined
  // a run that was stored by another version may have failed for a reason that this one does not know
  const { what, safe, doNext } = word
    ? word(failure.params)
    : wording.internal({ where: failure.code, detail: '' })
  // A direction mark in the name of a column must not turn our sentence around.
  return { what: markHiddenCharacters(what), safe, doNext: markHiddenCharacters(doNext) }
}

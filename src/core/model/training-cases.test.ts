import { expect, test } from 'vitest'
import { areTrainingCases } from './training-cases.ts'

test('R2: a training case is known by its ID however it is spelt; a case without one is not judged', () => {
  const model = { caseIds: ['A7', 'M\u00FCller', 'row 3'] }
  const ids = [' A7', 'Mu\u0308ller', 'A\u200B7', 'A8', '', 'NA', '\u200B']
  expect(areTrainingCases(model, ids)).toEqual([true, true, true, false, null, null, null])
})

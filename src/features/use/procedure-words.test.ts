import { expect, test } from 'vitest'
import { procedureInWords } from './procedure-words.ts'

const choice = { projection: 'none', fusion: 'single', classifier: 'lr', recalibration: 'platt' } as const

test.each([
  [{ choice, isCalibrated: true }, /, calibrated by Platt scaling$/],
  // kept before models said so
  [{ choice }, /, calibrated by Platt scaling$/],
  [{ choice, isCalibrated: false }, /, not calibrated \(it was asked for, but the held-out cases lack/],
  [{ choice: { ...choice, recalibration: 'none' }, isCalibrated: false }, /, not calibrated$/],
] as const)('a procedure is called calibrated where the model is: %#', (model, words) => {
  expect(procedureInWords(model)).toMatch(words)
})

import { expect, test } from 'vitest'
import { predictionsCsv } from './predictions-csv.ts'
import type { CasePrediction } from './predict-cases.ts'

const prediction: CasePrediction = {
  proba: [0.25, 0.75],
  intervals: [
    [0.1, 0.4],
    [0.6, 0.9],
  ],
  uncalibrated: [0.3, 0.7],
  isUnlike: true,
  projected: { distance: 2, threshold: 1 },
  raw: null,
  similar: [{ case: '+x', index: 0, label: 1, relativeDistance: 0.5 }],
  contributions: [],
  missing: ['note'],
  unseen: 1,
}

test('a line a case; what a spreadsheet would run as a formula is text', () => {
  const csv = predictionsCsv(
    [
      { id: '=HYPERLINK("x")', prediction, problems: [] },
      { id: 'b', prediction: null, problems: [{ code: 'not-a-number', column: 'age' }] },
    ],
    ['no', '@yes'],
    ({ code, column }) => `${code} ${column}`,
  )
  expect(csv.split('\r\n')).toEqual([
    'case,most_probable,probability no,low no,high no,probability @yes,low @yes,high @yes,unlike_training_cases,missing,unseen_categories,similar_training_cases,not_predicted_because',
    `"'=HYPERLINK(""x"")",'@yes,0.25,0.1,0.4,0.75,0.6,0.9,yes,note,1,'+x,`,
    'b,,,,,,,,,,,,not-a-number age',
    '',
  ])
})

test('R2: of a file with IDs, whether each case is one that the model was fitted on', () => {
  const row = { id: 'a', prediction, problems: [] }
  const rows = [true, false, null].map((inTraining) => ({ ...row, inTraining }))
  const [head, ...lines] = predictionsCsv(rows, ['no', 'yes'], () => '').split('\r\n')
  const place = head!.split(',').indexOf('in_training')
  expect(lines.slice(0, 3).map((line) => line.split(',')[place])).toEqual(['yes', 'no', ''])
})

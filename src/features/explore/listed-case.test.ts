import { expect, test } from 'vitest'
import { caseListCsv } from '../../core/explore/case-list-csv.ts'
import { rankSuspects } from '../../core/explore/suspects.ts'
import { listedCase } from './listed-case.ts'

const dataset = {
  caseIds: ['a', 'b', 'c'],
  patientIds: ['p', 'q', 'r'],
  classes: ['no', 'yes'],
  y: Int32Array.from([0, 1, 0]),
}
const now = { labelOf: new Map([['c', 'yes']]), tagsOf: new Map([['a', ['odd']]]) }

test('[R13] a suspect is listed with what was predicted of it, and with the suggestion by itself', () => {
  const proba = Float64Array.from([0.75, 0.25, 0.375, 0.625, 0.25, 0.75])
  const suspects = rankSuspects({ cases: Int32Array.from([0, 1, 2]), proba }, dataset.y, 2, 1)
  const [heading, ...lines] = caseListCsv(suspects.map((one) => listedCase(one, dataset, now)))
    .trim()
    .split('\r\n')
  expect(heading).toBe('case,patient,label,predicted,probability,suggested,suggested_probability,tags')
  // a and b were predicted as they are labelled: what is suggested of them was not predicted
  expect(lines.toSorted()).toEqual([
    'a,p,no,no,0.75,yes,0.25,odd',
    'b,q,yes,yes,0.625,no,0.375,',
    'c,r,yes,yes,0.75,yes,0.75,',
  ])
})

test('a case without a prediction or a suggestion has none in the list', () => {
  const listed = listedCase({ caseIndex: 1, predicted: -1, confidence: NaN }, dataset, now)
  expect(listed).toMatchObject({ label: 'yes', predicted: null, probability: null, suggested: null })
  expect(caseListCsv([listed])).toContain('\r\nb,q,yes,,,,,\r\n')
})

import { expect, test } from 'vitest'
import { formatShare } from '../../ui/format.ts'
import { falseAlarmsInWords } from './false-alarms.ts'

test('the share of false alarms is told as what the threshold was chosen for, not as a finding', () => {
  const words = falseAlarmsInWords({ falseAlarmRate: 0.042, heldOutCases: 1200 })
  expect(words).toMatch(/^By the choice of the threshold, /)
  expect(words).toContain(`${formatShare(0.042)} of the 1,200 held-out training cases lie beyond it`)
  expect(words).not.toContain('so often the warning is false')
})

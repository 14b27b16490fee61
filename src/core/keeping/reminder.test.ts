import { expect, test } from 'vitest'
import { isChangedSinceCopy, isCopyDue, reminderRest, type CopyFacts } from './reminder.ts'

const opened: CopyFacts = { createdAt: 1000, updatedAt: 1000, origin: { synthetic: false } }
const now = 2000

test.each<[string, Partial<CopyFacts>, boolean]>([
  ['as it was opened: the file is still there', {}, false],
  ['changed, and no copy was ever taken', { updatedAt: 1500 }, true],
  ['changed before the last copy', { updatedAt: 1500, copy: { at: 1600 } }, false],
  ['changed after the last copy', { updatedAt: 1700, copy: { at: 1600 } }, true],
  ['made up', { updatedAt: 1500, origin: { synthetic: true } }, false],
  ['of unknown origin', { updatedAt: 1500, origin: null }, true],
  ['put off just now', { updatedAt: 1500, reminderPutOffAt: 1999 }, false],
])('a project that is %s', (_what, facts, due) => {
  expect(isCopyDue({ ...opened, ...facts }, now)).toBe(due)
})

test('a reminder that was put off comes back after a week, unless a copy was taken', () => {
  const facts = { ...opened, updatedAt: 1500, reminderPutOffAt: now }
  expect(isCopyDue(facts, now + reminderRest - 1)).toBe(false)
  expect(isCopyDue(facts, now + reminderRest)).toBe(true)
  expect(isCopyDue({ ...facts, copy: { at: 1600 } }, now + reminderRest)).toBe(false)
})

test('made-up cases too are known to have changed since the copy', () => {
  expect(isChangedSinceCopy({ ...opened, updatedAt: 1500, origin: { synthetic: true } })).toBe(true)
})

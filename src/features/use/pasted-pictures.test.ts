import { expect, test } from 'vitest'
import { pasteTarget } from './pasted-pictures.ts'

test('a pasted picture goes to the focused picture field, or to the only one, and to no other', () => {
  expect(pasteTarget(['smear', 'scan'], 'scan')).toBe('scan')
  expect(pasteTarget(['smear'], null)).toBe('smear')
  expect(pasteTarget(['smear', 'scan'], null)).toBeNull()
  expect(pasteTarget([], null)).toBeNull()
})

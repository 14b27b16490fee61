import { expect, test } from 'vitest'
import { isLaterVersion } from './later-version.ts'

test.each([
  ['0.1.0', '0.1.0', false],
  ['0.1.1', '0.1.0', true],
  ['0.1.0', '0.1.1', false],
  ['0.10.0', '0.9.9', true],
  ['1.0', '0.9.9', true],
  ['1.0', '1.0.0', false],
  ['1.0.1', '1.0', true],
  ['0.2.0-beta', '0.1.0', true],
  ['0.1.0+041c81', '0.1.0+f00d', false],
  ['0.1.1+041c81', '0.1.0+f00d', true],
  ['', '0.1.0', false],
  ['tomorrow', '0.1.0', false],
])('%j after %j: %j', (version, than, later) => {
  expect(isLaterVersion(version, than)).toBe(later)
})

import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { checked, results } from '../../core/report/testing/results.ts'
import { LockedTestResults } from './locked-test-results.tsx'

const shown = (looks: number): string =>
  renderToStaticMarkup(<LockedTestResults results={checked} looks={looks} />)

test('R3: how often the locked cases were looked at, where that was more than once', () => {
  expect(shown(1)).toContain('this is one look at cases that could not be tuned on')
  expect(shown(2)).toContain('The kept runs have looked at these cases 2 times: whoever changes settings')
  expect(shown(2)).not.toContain('this is one look')
  expect(shown(0)).toContain('is not known')
  expect(shown(0)).not.toContain('this is one look')
})

test('nothing where no case was locked', () => {
  expect(renderToStaticMarkup(<LockedTestResults results={results} looks={0} />)).toBe('')
})

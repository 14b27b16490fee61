import { describe, expect, test } from 'vitest'
import { parseResultsArguments } from './arguments.ts'
import { dataSets } from './data-sets.ts'

describe('npm run results --', () => {
  test('runs all data sets, or those that are named, in their own order', () => {
    expect(parseResultsArguments(['--data', 'a', '--out', 'b.md'])).toEqual({ data: 'a', out: 'b.md', sets: dataSets })
    const { sets } = parseResultsArguments(['medical-abstracts', '--out=b.md', 'pima', '--data=a'])
    expect(sets.map(({ name }) => name)).toEqual(['pima', 'medical-abstracts'])
  })

  test.each([
    [['--out', 'b'], /^Where are the data/],
    [['--data', 'a'], /^Into which file/],
    [['--data', 'a', '--out', 'b', 'iris'], /^Unknown data set: iris; there are pima, .* Usage: /],
    [['--data', 'a', '--out', 'b', '--quick'], /--quick.*Usage: /],
  ])('%j is refused in one line', (args, pattern) => {
    expect(() => parseResultsArguments(args)).toThrow(pattern)
  })
}) // prettier-ignore

import { describe, expect, test } from 'vitest'
import { parsePackArguments } from './arguments.ts'

const installed = ['nearside/starter-image', 'nearside/starter-text', 'org/large', 'org/small']

describe('npm run pack', () => {
  test('packs the starters', () => {
    expect(parsePackArguments([], installed)).toEqual({
      models: ['nearside/starter-image', 'nearside/starter-text'],
      out: 'nearside-pack',
    })
  })

  test.each([
    [['--models', 'org/large', 'org/small', '--out', 'x']],
    [['--out', 'x', '--models', 'org/large', '--models', 'org/small']],
    [['--models', 'org/large', '--out', 'x', 'org/small', 'nearside/starter-text', 'org/large']],
  ])('takes models besides the starters: %j', (args) => {
    expect(parsePackArguments(args, installed)).toEqual({
      models: ['nearside/starter-image', 'nearside/starter-text', 'org/large', 'org/small'],
      out: 'x',
    })
  })

  test.each([
    [
      'an unknown model',
      ['--models', 'org/none'],
      /^There is no model org\/none here\. Known: nearside\/.*org\/small\.$/,
    ],
    ['a model without --models', ['org/large'], /^What is org\/large\?/],
    ['an unknown option', ['--modells', 'x'], /Usage: npm run pack/],
  ])('refuses %s with one line', (_, args, message) => {
    expect(() => parsePackArguments(args, installed)).toThrow(message)
  })
})

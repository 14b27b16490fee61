import { describe, expect, test } from 'vitest'
import { parsePackArguments } from './arguments.ts'

const installed = ['nearside/starter-image', 'nearside/starter-text', 'org/large']

describe('npm run pack', () => {
  test('packs the shipped models unless told otherwise', () => {
    expect(parsePackArguments([], installed)).toEqual({
      models: ['nearside/starter-image', 'nearside/starter-text'],
      out: 'nearside-pack',
    })
  })

  test.each([
    [['--models', 'org/large', 'nearside/starter-text', '--out', 'x']],
    [['--out', 'x', '--models', 'org/large', '--models', 'nearside/starter-text']],
    [['--models', 'org/large', '--out', 'x', 'nearside/starter-text', 'org/large']],
  ])('takes one or several models: %j', (args) => {
    expect(parsePackArguments(args, installed)).toEqual({
      models: ['nearside/starter-text', 'org/large'],
      out: 'x',
    })
  })

  test.each([
    [
      'an unknown model',
      ['--models', 'org/none'],
      /^There is no model org\/none here\. Known: nearside\/.*org\/large\.$/,
    ],
    ['a model without --models', ['org/large'], /^What is org\/large\?/],
    ['an unknown option', ['--modells', 'x'], /Usage: npm run pack/],
  ])('refuses %s with one line', (_, args, message) => {
    expect(() => parsePackArguments(args, installed)).toThrow(message)
  })
})

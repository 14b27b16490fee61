import { describe, expect, test, vi } from 'vitest'
import { createTokenIds } from './token-ids.ts'

const [cls, sep, eos] = [101, 102, 1]
const words = (text: string) =>
  text
    .split(' ')
    .filter(Boolean)
    .map((word) => word.charCodeAt(0))
const bert = (text: string) => [cls, ...words(text), sep]
const t5 = (text: string) => [...words(text), eos]

describe('token ids', () => {
  test('a text that fits is as the tokeniser gives it', () => {
    const tokens = createTokenIds(bert, 5)
    expect(tokens.count('A B C')).toBe(5)
    expect(tokens.take('A B C')).toEqual({ ids: Int32Array.of(cls, 65, 66, 67, sep), length: 5 })
  })

  test.each([
    ['BERT', bert, [cls, 65, 66, sep]],
    ['T5', t5, [65, 66, 67, eos]],
    ['bare words', words, [65, 66, 67, 68]],
  ])(
    '[R13] %s: a longer text is cut before the closing special tokens, and its true length is told',
    (_, tokenise, ids) => {
      const { count, take } = createTokenIds(tokenise, 4)
      const text = 'A B C D E F'
      expect(take(text)).toEqual({ ids: Int32Array.from(ids), length: tokenise(text).length })
      expect(count(text)).toBe(tokenise(text).length)
    },
  )

  test('counting and encoding tokenise a text once; a full cache only costs time', () => {
    const tokenise = vi.fn<(text: string) => number[]>(bert)
    const tokens = createTokenIds(tokenise, 10, 7)
    tokenise.mockClear()
    tokens.count('A B')
    tokens.count('A B')
    tokens.count('C D E')
    expect(tokens.take('A B').ids).toHaveLength(4)
    expect(tokenise).toHaveBeenCalledTimes(2)
    expect(tokens.take('C D E').ids).toHaveLength(5)
    expect(tokens.take('A B').ids).toHaveLength(4)
    expect(tokenise).toHaveBeenCalledTimes(4)
  })
})

import { describe, expect, test, vi } from 'vitest'
import { createTokenPieces } from './token-pieces.ts'

const [cls, sep, eos] = [101, 102, 1]
const words = (text: string) =>
  text
    .split(' ')
    .filter(Boolean)
    .map((word) => word.charCodeAt(0))
const bert = (text: string) => [cls, ...words(text), sep]
const t5 = (text: string) => [...words(text), eos]
const asked = (text: string) => bert(`query: ${text}`)
/** As SentencePiece does it: a blank belongs to the word that follows it, and stands alone where none does. */
const blankJoins = (text: string) => [cls, 113, ...(text === '' ? [32] : words(text)), sep]

describe('texts as the pieces that an encoder reads', () => {
  test('a text that fits is as the tokeniser gives it', () => {
    const tokens = createTokenPieces(bert, 5, 'truncate')
    expect(tokens.take('A B C')).toEqual({
      pieces: [Int32Array.of(cls, 65, 66, 67, sep)],
      overlong: false,
    })
  })

  test.each([
    ['BERT', bert, [cls, 65, 66, sep]],
    ['T5', t5, [65, 66, 67, eos]],
    ['bare words', words, [65, 66, 67, 68]],
    ['a prefix', asked, [cls, 113, 65, sep]],
    ['a prefix whose blank joins the word', blankJoins, [cls, 113, 65, sep]],
  ])('[R13] %s: a longer text is cut before the closing special tokens, and marked', (_, tokenise, ids) => {
    const tokens = createTokenPieces(tokenise, 4, 'truncate')
    expect(tokens.take('A B C D E F')).toEqual({ pieces: [Int32Array.from(ids)], overlong: true })
  })

  test.each([
    ['BERT', bert, [[cls, 65, 66, sep], [cls, 67, sep], [cls, 68, 69, sep]]],
    ['T5', t5, [[65, 66, 67, eos], [68, 69, eos]]],
    ['a prefix', asked, [65, 66, 67, 68, 69].map((word) => [cls, 113, word, sep])],
  ])('%s: windows cover a longer text once, each within its special tokens', (_, tokenise, windows) => {
    const tokens = createTokenPieces(tokenise, 4, 'windows')
    expect(tokens.take('A B C D E')).toEqual({
      pieces: windows.map((ids) => Int32Array.from(ids)),
      overlong: true,
    })
  }) // prettier-ignore

  test('[R7] the only word of a note is never taken for a part of the frame', () => {
    const { frame, take } = createTokenPieces(blankJoins, 8, 'truncate')
    const [ids] = take('A').pieces
    expect([...ids!.subarray(frame.prefix, ids!.length - frame.suffix)]).toEqual([65])
  })

  test('measuring and encoding tokenise a text once; a full cache only costs time', () => {
    const tokenise = vi.fn<(text: string) => number[]>(bert)
    const tokens = createTokenPieces(tokenise, 10, 'truncate', 7)
    tokenise.mockClear()
    tokens.measure('A B')
    tokens.measure('A B')
    tokens.measure('C D E')
    expect(tokens.take('A B').pieces[0]).toHaveLength(4)
    expect(tokenise).toHaveBeenCalledTimes(2)
    expect(tokens.take('C D E').pieces[0]).toHaveLength(5)
    expect(tokens.take('A B').pieces[0]).toHaveLength(4)
    expect(tokenise).toHaveBeenCalledTimes(4)
  })
})

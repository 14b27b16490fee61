import { describe, expect, it } from 'vitest'
import { createStreamDecoder, encodingNames } from './encoding.ts'
import { latin1, utf16, utf8 } from './testing.ts'

function decode(pieces: readonly Uint8Array[], ...chosen: Parameters<typeof createStreamDecoder>) {
  const decoder = createStreamDecoder(...chosen)
  const text = pieces.map((piece, i) => decoder.push(piece, i === pieces.length - 1)).join('')
  return { text, encoding: decoder.encoding, guessed: decoder.guessed }
}
const bytewise = (bytes: Uint8Array): Uint8Array[] => Array.from(bytes, (byte) => Uint8Array.of(byte))

describe('createStreamDecoder', () => {
  it('takes ASCII for UTF-8 without calling it a guess', () => {
    expect(decode([utf8('abc')])).toEqual({ text: 'abc', encoding: 'utf-8', guessed: false })
  })

  it('decides by the first bytes beyond ASCII, however they are cut', () => {
    expect(decode(bytewise(utf8('a,é,😀,é')))).toEqual({
      text: 'a,é,😀,é',
      encoding: 'utf-8',
      guessed: false,
    })
    const windows = { text: 'a,é,b,ü', encoding: 'windows-1252', guessed: true }
    expect(decode(bytewise(latin1('a,\xe9,b,\xfc')))).toEqual(windows)
    // An accent as the last byte of a chunk could be the first half of a UTF-8 character.
    expect(decode([latin1('a,\xe9'), latin1(',b,\xfc')])).toEqual(windows)
    expect(decode([utf8('a,é').subarray(0, 3), utf8('a,é').subarray(3)]).text).toBe('a,é')
  })

  it('removes one byte order mark at the start and keeps what looks like one later', () => {
    expect(decode([utf8('\ufeffa'), utf8('\ufeffé')]).text).toBe('a\ufeffé')
    expect(decode([utf8('a,'), utf8('\ufeffé')]).text).toBe('a,\ufeffé')
    expect(decode(bytewise(utf8('\ufeffé'))).text).toBe('é')
  })

  it('knows UTF-16 by its zeros, in text that is mostly not Latin too', () => {
    const text = '编号,诊断\n1,肺炎以及其他疾病的描述\n'
    expect(decode([utf16(text, 'le')])).toEqual({ text, encoding: 'utf-16le', guessed: false })
    expect(decode([utf16(text, 'be')])).toEqual({ text, encoding: 'utf-16be', guessed: false })
  })

  it('decodes Windows-1252 as the Encoding Standard does, on every platform', () => {
    const bytes = Uint8Array.from({ length: 32 }, (_, i) => 0x80 + i)
    expect(decode([bytes], 'windows-1252').text).toBe('€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ')
  })

  it('decodes ASCII with every encoding of one byte that it offers', () => {
    for (const encoding of encodingNames.filter((name) => !name.startsWith('utf-16')))
      expect(decode([latin1('id,"x"')], encoding).text).toBe('id,"x"')
  })
})

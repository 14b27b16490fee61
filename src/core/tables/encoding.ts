/** Encodings that the user may choose from; the first four are also recognised. */
export const encodingNames = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'macintosh',
] as const
export type EncodingName = (typeof encodingNames)[number]

export interface StreamDecoder {
  /** The text of the next bytes; a character cut off at their end waits for the next call unless `last`. */
  push(bytes: Uint8Array, last: boolean): string
  /** 'utf-8' as long as only ASCII was seen. */
  readonly encoding: EncodingName
  /** True where nothing in the bytes names the encoding: not UTF-8, so Windows-1252 was assumed. */
  readonly guessed: boolean
}

/**
 * Decodes a stream: a byte order mark, else UTF-16 by the pattern of its NUL bytes, else UTF-8 where the bytes are valid,
 * else Windows-1252. The last choice waits for the first byte beyond ASCII, however late it comes. The first push should
 * hold a few hundred bytes at least, or the whole file. Bytes that are no character give U+FFFD.
 */
export function createStreamDecoder(chosen?: EncodingName): StreamDecoder {
  let encoding = chosen
  let guessed = false
  let begun = false
  let held = new Uint8Array(0)
  let decode: ((bytes: Uint8Array, last: boolean) => string) | undefined

  return {
    push(next, last) {
      const bytes = concat(held, next)
      held = new Uint8Array(0)
      if (bytes.length === 0 && !last) return ''
      if (!begun) encoding ??= byMark(bytes) ?? byNulPattern(bytes)
      if (encoding === undefined) {
        const beyond = bytes.findIndex((byte) => byte > 0x7f)
        const undecided = beyond < 0 ? bytes.length : beyond
        // A sequence cut off by the end of the chunk is no evidence: look at it together with what follows.
        if (!last && undecided >= bytes.length - 3) {
          held = bytes.slice(undecided)
          begun ||= undecided > 0
          return decoderFor('utf-8')(bytes.subarray(0, undecided), false)
        }
        if (beyond >= 0) {
          guessed = !isUtf8(bytes, last)
          encoding = guessed ? 'windows-1252' : 'utf-8'
        }
      }
      decode ??= decoderFor(encoding ?? 'utf-8')
      const text = decode(bytes, last)
      if (begun || text === '') return text
      begun = true
      return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
    },
    get encoding() {
      return encoding ?? 'utf-8'
    },
    get guessed() {
      return guessed
    },
  }
}

function byMark(bytes: Uint8Array): EncodingName | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return undefined
}

/** Delimiters, digits and Latin letters have a zero high byte: in UTF-16 the zeros all stand on one side of the pairs. */
function byNulPattern(bytes: Uint8Array): EncodingName | undefined {
  const pairs = Math.min(bytes.length, 4096) >> 1
  let first = 0
  let second = 0
  for (let i = 0; i < 2 * pairs; i += 2) {
    if (bytes[i] === 0) first++
    if (bytes[i + 1] === 0) second++
  }
  if (second > first && first * 20 <= second && second * 20 >= pairs) return 'utf-16le'
  if (first > second && second * 20 <= first && first * 20 >= pairs) return 'utf-16be'
  return undefined
}

function isUtf8(bytes: Uint8Array, last: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !last })
    return true
  } catch {
    return false
  }
}

function decoderFor(encoding: EncodingName): (bytes: Uint8Array, last: boolean) => string {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true })
  if (encoding !== 'windows-1252') return (bytes, last) => decoder.decode(bytes, { stream: !last })
  // Node 20 decodes this label as Latin-1; where the platform does it right, nothing is left to replace.
  return (bytes, last) => decoder.decode(bytes, { stream: !last }).replace(/[\x80-\x9f]/g, fromWindows1252)
}

/** Bytes 0x80 to 0x9f of Windows-1252 (Encoding Standard, index windows-1252); five of them stay controls. */
const windows1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

function fromWindows1252(control: string): string {
  return windows1252.charAt(control.charCodeAt(0) - 0x80)
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(a.length + b.length)
  joined.set(a)
  joined.set(b, a.length)
  return joined
}

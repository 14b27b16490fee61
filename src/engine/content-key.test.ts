import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { contentKeys, textsByKey } from './content-key.ts'

describe('content keys', () => {
  test('are the SHA-256 of the text in UTF-8; a missing text has none', async () => {
    const texts = ['fever', 'Fieber, 39,5 °C \u{1f321}', '', 'x'.repeat(100_000)]
    const expected = texts.map((text) => createHash('sha256').update(text, 'utf8').digest('hex'))
    expect(await contentKeys([...texts, null])).toEqual([...expected, null])
  })

  test('texts beyond one turn of work all get theirs, in order', async () => {
    const texts = Array.from({ length: 5 }, (_, i) => `${i}`.repeat(1 << 21))
    const keys = await contentKeys(texts)
    expect(new Set(keys).size).toBe(5)
    expect(keys.slice(3)).toEqual(await contentKeys(texts.slice(3)))
  })

  test('each different text is listed once, where it first appears', async () => {
    const texts = ['b', null, 'a', 'b', 'a']
    const unique = textsByKey(await contentKeys(texts), texts)
    expect([...unique.values()]).toEqual(['b', 'a'])
  })
})

import { expect, test } from 'vitest'
import { encoderCards } from '../../src/core/encoders/cards.ts'
import { licenceLines } from './licence.ts'

const terms = 'Its terms apply to whoever fetches or uses it: read them on its page on the hub.'
const linesOf = (id: string, licence?: string) =>
  licenceLines({ id, commit: '', files: [], ...(licence !== undefined && { licence }) }, encoderCards)

test('an open licence needs one line', () => {
  expect(linesOf('org/any', 'apache-2.0')).toEqual(['Licence of org/any: apache-2.0.'])
  expect(linesOf('Xenova/all-MiniLM-L6-v2')).toEqual(['Licence of Xenova/all-MiniLM-L6-v2: Apache-2.0.'])
})

test.each([
  ['org/any', 'gemma', /: gemma\.$/],
  ['org/any', 'other, dinov3-license', /: other, dinov3-license\.$/],
  ['org/any', undefined, /: none is stated\.$/],
  ['onnx-community/embeddinggemma-300m-ONNX', 'mit', /: Gemma Terms of Use /],
  ['onnx-community/dinov3-vits16-pretrain-lvd1689m-ONNX', undefined, /: DINOv3 License of Meta /],
  ['Xenova/clip-vit-base-patch32', 'mit', /: MIT; OpenAI’s card /],
])('the terms of %s (%s) are pointed at', (id, licence, words) => {
  const [first, ...rest] = linesOf(id, licence)
  expect(first).toMatch(words)
  expect(rest).toEqual([terms])
})

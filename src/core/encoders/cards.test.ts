import { describe, expect, test } from 'vitest'
import { encoderCards } from './cards.ts'

const onePerInput = new Set(['sentence_embedding', 'pooler_output', 'text_embeds', 'image_embeds'])
const ownMeasurement = /\b(we|our|us|measured|benchmark|tested by)\b/i
const clinicalClaim = /\b(validated|clinical(ly)? (proven|grade|use)|diagnos|approved|certified)/i

test('one id has one encoder a modality', () => {
  const keys = encoderCards.map((card) => `${card.modality} ${card.id}`)
  expect(new Set(keys).size).toBe(keys.length)
})

test('titles tell the encoders apart', () => {
  expect(new Set(encoderCards.map((card) => card.title)).size).toBe(encoderCards.length)
})

const joint = encoderCards
  .filter((card) => card.modality === 'text')
  .map((text) => ({
    text,
    image: encoderCards.find(({ id, modality }) => id === text.id && modality === 'image'),
  }))
  .filter((towers) => towers.image !== undefined)

test.each(joint)(
  'the towers of $text.id share a space and a commit, and have files of their own',
  ({ text, image }) => {
    expect(image).toMatchObject({
      dimensions: text.dimensions,
      revision: text.revision,
      weights: 'vision_model',
    })
    expect(text.weights).toBe('text_model')
  },
)

describe.each(encoderCards)('$title', (card) => {
  test('can be fetched: an id, and a commit or a branch that is marked as one', () => {
    expect(card.id).toMatch(/^[\w-]+\/[\w.-]+$/)
    expect(card.weights).toMatch(/^(model|text_model|vision_model)$/)
    expect(card.revision).toMatch(card.unconfirmed.includes('revision') ? /^[\w.-]{1,64}$/ : /^[0-9a-f]{40}$/)
  })

  test('can be read out: dimensions, and pooling that fits the output', () => {
    expect(Number.isInteger(card.dimensions)).toBe(true)
    expect(card.dimensions).toBeGreaterThan(0)
    expect(card.output).not.toBe('')
    expect(card.pooling === 'model').toBe(onePerInput.has(card.output))
  })

  test('has tokens and a prefix only for texts', () => {
    expect(Number.isInteger(card.maxTokens)).toBe(true)
    expect(card.maxTokens > 0).toBe(card.modality === 'text')
    expect(card.modality === 'image' && card.prefix !== '').toBe(false)
  })

  test('says under what licence, for what cases and on whose word', () => {
    for (const text of [card.title, card.licence, card.medical, card.source]) expect(text.trim()).not.toBe('')
    expect(card.medical).toMatch(/^[A-Z].*\.$/)
  })

  test('marks sizes that are missing, and has none that cannot be', () => {
    const sizes = Object.values(card.bytes)
    expect(sizes.length > 0 || card.unconfirmed.includes('bytes')).toBe(true)
    for (const size of sizes) expect(Number.isInteger(size) && size > 1_000_000, `${size} bytes`).toBe(true)
    const { fp32 = Infinity, fp16 = fp32, q8 = fp16 } = card.bytes
    expect([fp32, fp16, q8]).toEqual([fp32, fp16, q8].toSorted((a, b) => b - a))
  })

  test('marks only fields that it has, each once', () => {
    for (const field of card.unconfirmed) expect(card).toHaveProperty(field)
    expect(new Set(card.unconfirmed).size).toBe(card.unconfirmed.length)
  })

  test('claims no clinical validity', () => {
    expect(card.medical).not.toMatch(clinicalClaim)
  })
})

test.each(encoderCards.filter((card) => !card.ran))('$title: nothing is said to be measured here', (card) => {
  expect(`${card.medical} ${card.source}`).not.toMatch(ownMeasurement)
})

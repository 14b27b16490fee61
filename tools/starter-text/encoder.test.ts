import { describe, expect, test } from 'vitest'
import { row, type Matrix } from '../../src/core/math/matrix.ts'
import { loadStarter } from './embed.ts'

const encoder = await loadStarter()

function cosine(m: Matrix, i: number, j: number): number {
  const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, k) => sum + value * b[k]!, 0)
  const [a, b] = [row(m, i), row(m, j)]
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))
}

describe('the shipped starter text encoder', () => {
  test('is one vector a text, of length sqrt(256)', async () => {
    const X = await encoder.embed(['Fever and cough for three days.', 'fracture of the left wrist', 'fever'])
    expect([X.rows, X.cols]).toEqual([3, 256])
    for (let i = 0; i < X.rows; i++)
      expect(Math.sqrt(row(X, i).reduce((sum, value) => sum + value * value, 0))).toBeCloseTo(16, 4)
  })

  test('[R7] a text without a known word is zeros, never NaN, alone and beside others', async () => {
    const texts = ['???', '', '[UNK] [PAD]', 'qqqq', 'fever']
    const known = (X: Matrix) =>
      Array.from({ length: X.rows }, (_, i) => row(X, i).some((value) => value !== 0))
    const X = await encoder.embed(texts)
    expect(X.data.every(Number.isFinite)).toBe(true)
    expect(known(X)).toEqual([false, false, false, false, true])
    expect(known(await encoder.embed(['???']))).toEqual([false])
  })

  test('[R12] a text has the same vector whatever is in its batch', async () => {
    const texts = ['chest pain radiating to the left arm', 'cough', 'a long note '.repeat(40)]
    const together = await encoder.embed(texts)
    const alone = await encoder.embed(texts, 1)
    together.data.forEach((value, k) => expect(value).toBeCloseTo(alone.data[k]!, 4))
  })

  test('each of two texts about one thing is nearest to the other', async () => {
    const pairs = [
      ['itchy rash on the skin', 'eczema and dermatitis'],
      ['fracture of the hip after a fall', 'broken bone of the leg'],
      ['abdominal pain and diarrhoea', 'irritable bowel, colitis'],
      ['kidney failure on dialysis', 'renal insufficiency with high creatinine'],
      ['depressed mood and suicidal thoughts', 'anxiety and major depression'],
    ]
    const X = await encoder.embed(pairs.flat())
    const nearest = Array.from({ length: X.rows }, (_, i) =>
      Array.from({ length: X.rows }, (_, j) => j)
        .filter((j) => j !== i)
        .reduce((best, j) => (cosine(X, i, j) > cosine(X, i, best) ? j : best)),
    )
    expect(nearest).toEqual([1, 0, 3, 2, 5, 4, 7, 6, 9, 8])
  })

  test('letter case, accents and punctuation say nothing', async () => {
    const X = await encoder.embed(['Sjögren syndrome, fever!', 'sjogren SYNDROME fever'])
    expect(cosine(X, 0, 1)).toBeCloseTo(1, 5)
  })

  test('an unknown word is read by how it begins', async () => {
    expect(encoder.tokens('pneumoniaxx')).toEqual(['pneumonia', '##x', '##x'])
    const X = await encoder.embed(['pneumoniaxx', 'pneumonia', 'fracture'])
    expect(cosine(X, 0, 1)).toBeGreaterThan(cosine(X, 0, 2) + 0.15)
  })
})

import { describe, expect, test } from 'vitest'
import { settings } from './settings.ts'
import { lowPass, morletWavelets, waveletSize } from './wavelets.ts'

const { orientations, wavelet } = settings
const area = waveletSize * waveletSize
const bank = morletWavelets()
const part = (k: number) => bank.subarray(k * area, (k + 1) * area)
const numbers = Array.from({ length: orientations }, (_, k) => k)

/** The modulus of wavelet k against a plane wave of the wavelets' frequency at an angle. */
function answer(k: number, angle: number): number {
  let [re, im] = [0, 0]
  for (let i = 0; i < area; i++) {
    const x = (i % waveletSize) - wavelet.radius
    const y = Math.floor(i / waveletSize) - wavelet.radius
    const wave = Math.cos(wavelet.frequency * (x * Math.cos(angle) + y * Math.sin(angle)))
    re += part(k)[i]! * wave
    im += part(orientations + k)[i]! * wave
  }
  return Math.hypot(re, im)
}

describe('the wavelets', () => {
  test('give nothing on an even picture', () => {
    for (const k of numbers)
      for (const values of [part(k), part(orientations + k)])
        expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 6)
  })

  test('each answers most to waves of its own orientation', () => {
    for (const k of numbers) {
      const answers = numbers.map((other) => answer(k, (Math.PI * other) / orientations))
      expect(answers.indexOf(Math.max(...answers))).toBe(k)
    }
  })

  test('are cut where next to nothing is left of them across the crests', () => {
    const ends = part(0).filter((_, i) => i % waveletSize === 0)
    expect(Math.max(...ends.map(Math.abs))).toBeLessThan(0.01 * Math.max(...part(0)))
  })
})

test('the low-pass keeps an even picture as it is and takes out the finest pattern', () => {
  expect(lowPass.reduce((sum, value) => sum + value, 0)).toBe(1)
  expect(lowPass.reduce((sum, value, i) => sum + value * (-1) ** i, 0)).toBe(0)
})

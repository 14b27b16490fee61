import { settings } from './settings.ts'

const { orientations, wavelet } = settings
const { sigma, frequency, slant, radius } = wavelet

/** Width and height of a wavelet, in pixels. */
export const waveletSize = 2 * radius + 1

/**
 * The Morlet wavelets of one scale: a plane wave under a Gaussian of total 1, less the multiple of the Gaussian that
 * makes the sum zero, so that an even picture gives nothing.
 * @returns real parts, then imaginary parts, [2, orientations, waveletSize, waveletSize]
 */
export function morletWavelets(): Float32Array {
  const area = waveletSize * waveletSize
  const bank = new Float32Array(2 * orientations * area)
  for (let k = 0; k < orientations; k++) {
    const angle = (Math.PI * k) / orientations
    const gaussian = new Float64Array(area)
    const across = new Float64Array(area)
    for (let i = 0; i < area; i++) {
      const x = (i % waveletSize) - radius
      const y = Math.floor(i / waveletSize) - radius
      const u = x * Math.cos(angle) + y * Math.sin(angle)
      const v = y * Math.cos(angle) - x * Math.sin(angle)
      gaussian[i] = Math.exp(-(u * u + slant * slant * v * v) / (2 * sigma * sigma))
      across[i] = u
    }
    const total = gaussian.reduce((sum, value) => sum + value, 0)
    const mean = across.reduce((sum, u, i) => sum + gaussian[i]! * Math.cos(frequency * u), 0) / total
    for (let i = 0; i < area; i++) {
      const weight = gaussian[i]! / total
      bank[k * area + i] = weight * (Math.cos(frequency * across[i]!) - mean)
      bank[(orientations + k) * area + i] = weight * Math.sin(frequency * across[i]!)
    }
  }
  return bank
}

/** The binomial low-pass that goes before a picture is halved (Burt and Adelson 1983), to be applied along x and y. */
export const lowPass = [1 / 16, 4 / 16, 6 / 16, 4 / 16, 1 / 16] as const

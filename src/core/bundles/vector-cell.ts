import { shortestFloat32 } from '../math/float32.ts'

/**
 * A vector as the cell of a table: a JSON list of the shortest numbers that become the same float32 again.
 * @returns '' where a value is not finite: no JSON writes it, and no vector has it
 */
export function vectorCell(vector: Float32Array): string {
  const numbers: number[] = []
  for (const value of vector) {
    if (!Number.isFinite(value)) return ''
    numbers.push(shortestFloat32(value))
  }
  // Joined at once: text that grows by pieces keeps all of them in memory.
  return `[${numbers.join(',')}]`
}

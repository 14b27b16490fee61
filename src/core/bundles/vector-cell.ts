/**
 * A vector as the cell of a table: a JSON list of the shortest numbers that become the same float32 again.
 * @returns '' where a value is not finite: no JSON writes it, and no vector has it
 */
export function vectorCell(vector: Float32Array): string {
  const numbers: string[] = []
  for (const value of vector) {
    if (!Number.isFinite(value)) return ''
    numbers.push(shortest(value))
  }
  // Joined at once: text that grows by pieces keeps all of them in memory.
  return `[${numbers.join(',')}]`
}

/** Digits that every float32 is told apart by are 9; fewer than 7 come out as 7 with zeros at the end. */
const fewestDigits = 7
const mostDigits = 9

function shortest(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e7) return String(value)
  const digitsBefore = Math.floor(Math.log10(Math.abs(value))) + 1
  for (let digits = fewestDigits; digits <= mostDigits; digits++) {
    const rounded = roundTo(value, digits - digitsBefore, digits)
    if (Math.fround(rounded) === value) return String(rounded)
  }
  return String(value)
}

/** Powers of ten that a number holds exactly. */
const powers = Array.from({ length: 23 }, (_, exponent) => 10 ** exponent)

/** The nearest number with so many decimals: far quicker than writing it and reading that. */
function roundTo(value: number, decimals: number, digits: number): number {
  const power = powers[decimals]
  return power === undefined ? Number(value.toPrecision(digits)) : Math.round(value * power) / power
}

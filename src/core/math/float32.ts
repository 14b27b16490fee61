/** 32 bits hold nine decimal digits at most; of the numbers with seven, those with fewer have zeros at the end. */
const fewestDigits = 7
const mostDigits = 9
/** Below it (subnormal), numbers have ever fewer bits. */
const smallestNormal = 2 ** -126
/** Powers of ten that a number holds exactly. */
const powers = Array.from({ length: 23 }, (_, exponent) => 10 ** exponent)

/** The number with the fewest decimal digits that becomes the same float32 again: 0.1 for 0.10000000149011612. */
export function shortestFloat32(value: number): number {
  if (Number.isInteger(value) && Math.abs(value) < 10 ** fewestDigits) return value
  const digitsBefore = Math.floor(Math.log10(Math.abs(value))) + 1
  const fewest = Math.abs(value) < smallestNormal ? 1 : fewestDigits
  for (let digits = fewest; digits <= mostDigits; digits++) {
    const rounded = roundTo(value, digits - digitsBefore, digits)
    if (Math.fround(rounded) === value) return rounded
  }
  return value
}

/** The nearest number with so many decimals: far quicker than writing it and reading that. */
function roundTo(value: number, decimals: number, digits: number): number {
  const power = powers[decimals]
  return power === undefined ? Number(value.toPrecision(digits)) : Math.round(value * power) / power
}

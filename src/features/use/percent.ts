/** In percent, without digits but near 0 and 100, where a whole number would read as certain. */
export function percent(p: number): string {
  const value = 100 * p
  const digits = value > 0.5 && value < 99.5 ? 0 : 1
  const text = value.toFixed(digits)
  if (text === '0.0') return '< 0.1'
  return text === '100.0' ? '> 99.9' : text
}

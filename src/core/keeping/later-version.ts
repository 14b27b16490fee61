/** Whether a version ("1.10.2") comes after another; what stands behind a hyphen or a plus is passed over. */
export function isLaterVersion(version: string, than: string): boolean {
  const [a, b] = [numbersOf(version), numbersOf(than)]
  const first = a.findIndex((part, i) => part !== (b[i] ?? 0))
  return first >= 0 && a[first]! > (b[first] ?? 0)
}

/** What is no number counts as 0. */
const numbersOf = (version: string): number[] =>
  version
    .split(/[-+]/)[0]!
    .split('.')
    .map((part) => Number(part) || 0)

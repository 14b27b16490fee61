/** Below this many keys an insertion sort is faster. */
const few = 40
const counts = new Uint32Array(256)

/**
 * Sorts the first `length` keys by their bits from `low` to `high`, in place and stably in those bits: as many passes as
 * digits of at most 8 bits need. Three to ten times as fast as the native sort on the lengths of a tree's nodes.
 * @param spare as long as the keys; overwritten
 */
export function sortKeys(
  keys: Uint32Array,
  spare: Uint32Array,
  length: number,
  low: number,
  high: number,
): void {
  if (length <= few) {
    insertionSort(keys, length)
    return
  }
  const passes = Math.max(1, Math.ceil((high - low) / 8))
  const digit = Math.ceil((high - low) / passes)
  let from = keys
  let to = spare
  for (let pass = 0; pass < passes; pass++) {
    scatter(from, to, length, low + pass * digit, digit)
    const swap = from
    from = to
    to = swap
  }
  if (from !== keys) keys.set(from.subarray(0, length))
}

function insertionSort(keys: Uint32Array, length: number): void {
  for (let i = 1; i < length; i++) {
    const key = keys[i]!
    let j = i - 1
    for (; j >= 0 && keys[j]! > key; j--) keys[j + 1] = keys[j]!
    keys[j + 1] = key
  }
}

/** One pass: `from` in the order of the digit at bit `shift`, equal ones as they were. */
function scatter(from: Uint32Array, to: Uint32Array, length: number, shift: number, digit: number): void {
  const size = 1 << digit
  const mask = size - 1
  counts.fill(0, 0, size)
  for (let i = 0; i < length; i++) counts[(from[i]! >>> shift) & mask]!++
  let start = 0
  for (let b = 0; b < size; b++) {
    const count = counts[b]!
    counts[b] = start
    start += count
  }
  for (let i = 0; i < length; i++) {
    const key = from[i]!
    const b = (key >>> shift) & mask
    to[counts[b]!] = key
    counts[b]!++
  }
}

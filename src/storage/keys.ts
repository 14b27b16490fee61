/** All compound keys that begin with the given parts: arrays sort after numbers and strings in IndexedDB. */
export function keysUnder(...prefix: readonly string[]): IDBKeyRange {
  return IDBKeyRange.bound([...prefix], [...prefix, []])
}

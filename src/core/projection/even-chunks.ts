/** n rows in as few chunks of at most `size` as it takes, all of nearly equal length: [start, end). */
export function evenChunks(n: number, size: number): [number, number][] {
  const chunks = Math.ceil(n / size)
  return Array.from({ length: chunks }, (_, i) => [
    Math.floor((i * n) / chunks),
    Math.floor(((i + 1) * n) / chunks),
  ])
}

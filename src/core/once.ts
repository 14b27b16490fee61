/**
 * Makes something on the first call, and gives the same ever after. For hashers: each is a WebAssembly memory, and a browser
 * that runs out of room for hundreds of them collects garbage for seconds. Whoever shares one begins with init() or load()
 * and lets nobody else in before digest() or save().
 */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}

import { Failure } from '../failure.ts'

/**
 * What `make` allocates, which must do nothing else: a RangeError of it is told as lack of memory.
 * @param bytes how many it asks for
 * @throws Failure 'computing-out-of-memory' when the browser has not that much memory
 */
export function allocate<T>(bytes: number, make: () => T): T {
  try {
    return make()
  } catch (thrown) {
    throw thrown instanceof RangeError ? new Failure('computing-out-of-memory', { bytes }) : thrown
  }
}

/** So many zeros. @throws Failure 'computing-out-of-memory' */
export const allocateArray = (length: number): Float32Array =>
  allocate(Float32Array.BYTES_PER_ELEMENT * length, () => new Float32Array(length))

export const pageBytes = 65_536
/** What WebAssembly's addresses reach; the end of an array is one too. */
const endOfAddresses = 2 ** 32

/** WebAssembly memory of at least so many bytes. @throws Failure 'computing-out-of-memory', also where it could not address them */
export function allocateMemory(bytes: number): WebAssembly.Memory {
  if (bytes >= endOfAddresses) throw new Failure('computing-out-of-memory', { bytes })
  return allocate(bytes, () => new WebAssembly.Memory({ initial: Math.ceil(bytes / pageBytes) }))
}

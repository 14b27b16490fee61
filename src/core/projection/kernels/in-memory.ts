import { Failure } from '../../failure.ts'

/** @throws Failure 'training-out-of-memory' where the arrays cannot be allocated */
export function inMemory<T>(make: () => T): T {
  try {
    return make()
  } catch (thrown) {
    throw thrown instanceof RangeError ? new Failure('training-out-of-memory', { backend: 'wasm' }) : thrown
  }
}

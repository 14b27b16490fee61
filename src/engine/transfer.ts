import { transfer, transferHandlers, type TransferHandler } from 'comlink'
import { fromFailureData, toFailureData, type FailureData } from '../core/failure.ts'
import type { Matrix } from '../core/math/matrix.ts'

interface Thrown {
  readonly value: unknown
}

/**
 * Makes errors cross between page and worker as {code, params}: what a worker throws as a Failure arrives as that
 * Failure, anything else as the failure 'internal'. Called once on each side before comlink is used.
 */
export function installFailureTransfer(): void {
  const builtIn = transferHandlers.get('throw')!
  const handler: TransferHandler<Thrown, FailureData> = {
    // Comlink marks what was thrown with a symbol that it keeps to itself; only its own handler knows it.
    canHandle: (value): value is Thrown => builtIn.canHandle(value),
    serialize: ({ value }) => [toFailureData(value, 'worker'), []],
    deserialize: (data) => {
      throw fromFailureData(data)
    },
  }
  transferHandlers.set('throw', handler)
}

/** Moves the matrices' memory to the other side instead of copying it; they are empty on this side afterwards. */
export function moveMatrices<T extends object>(value: T, matrices: readonly Matrix[]): T {
  return transfer(
    value,
    matrices.map((matrix) => matrix.data.buffer),
  )
}

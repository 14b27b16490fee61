import { Failure, fromFailureData, toFailureData } from '../core/failure.ts'

/** The Failure behind an error of IndexedDB; raw browser errors are never shown (promises: fact 12). */
export function storageFailure(thrown: unknown, where: string): Failure {
  if (thrown instanceof Failure) return thrown
  const name = thrown instanceof Error || thrown instanceof DOMException ? thrown.name : ''
  if (name === 'QuotaExceededError') return new Failure('storage-full', {})
  if (name === 'UnknownError') return new Failure('storage-broken', { detail: String(thrown) })
  if (name === 'VersionError') return new Failure('storage-newer', {})
  if (name === 'SecurityError') return new Failure('storage-blocked', {})
  if (name === 'InvalidStateError') return new Failure('storage-closed', {})
  return fromFailureData(toFailureData(thrown, where))
}

import type { FailureParams } from '../core/failure.ts'

/** Why the app could not be saved; the page says the others, where no service worker came to be. */
export type SaveFailure = Exclude<FailureParams['app-not-saved']['reason'], 'not-served' | 'blocked'>

/** What the service worker tells every page while it saves the app; sizes in bytes. */
export type ServiceWorkerNews =
  | { readonly kind: 'saving'; readonly done: number; readonly total: number }
  | { readonly kind: 'not-saved'; readonly reason: SaveFailure }

/** What a page asks of a version that waits; the answer comes through the port sent along. */
export interface ActivateRequest {
  readonly kind: 'activate'
}

export type ActivateAnswer = 'activating' | 'other-tabs'

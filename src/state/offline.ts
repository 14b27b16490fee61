import type { FailureData } from '../core/failure.ts'

/** How far this browser has saved the app for use without its server; 'unknown' until it can be told. */
export type OfflineState =
  | { readonly state: 'unknown' | 'ready' }
  /** fraction: 0 to 1, of the bytes. */
  | { readonly state: 'saving'; readonly fraction: number }
  | { readonly state: 'failed'; readonly failure: FailureData }

/** A newer version than the one that runs. It never takes over by itself while a tab of the app is open. */
export type UpdateState =
  | {
      /**
       * waiting: saved, and waits for a click. other-tabs: asked for, and refused while other tabs are open.
       * loading: takes over. replaced: another tab has put it in this one's place.
       */
      readonly state: 'waiting' | 'other-tabs' | 'loading' | 'replaced'
      readonly load: () => void
    }
  | { readonly state: 'failed'; readonly failure: FailureData }

/** The one long job that runs at a time, as every screen shows it. */
export interface Job {
  readonly kind: 'import' | 'encode' | 'run' | 'model' | 'explore' | 'fit' | 'predict' | 'export' | 'archive'
  readonly title: string
  readonly done: number
  readonly total: number
  readonly unit: string
  /** Units a second; null until it can be told. */
  readonly rate: number | null
  readonly secondsLeft: number | null
  readonly paused: boolean
  readonly cancel: () => void
  readonly pause: (() => void) | null
  readonly resume: (() => void) | null
}

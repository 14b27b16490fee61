/** A compute shader whose entry is `main`. */
export interface Kernel {
  readonly name: string
  readonly code: string
  /** Workgroups that it is dispatched with for a batch of so many rows. */
  readonly groups: (rows: number) => number
}

/** Threads of a workgroup, in every kernel. */
export const groupThreads = 64

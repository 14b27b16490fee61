import { useEffect, useMemo, useState } from 'react'
import type { Dataset } from '../../core/dataset/dataset.ts'
import type { RunRecord } from '../../state/app-state.ts'
import { useActions, useApp } from '../../state/context.ts'

/** The data as a run saw them; 'gone' where they could not be read, the reason of which is told. */
export type RunDataset = Dataset | 'reading' | 'gone'

/** What was read of a run; null where it could not be. */
interface Read {
  readonly runId: string
  /** What of the project it was made from: another object once that is another. */
  readonly from: object
  readonly dataset: Dataset | null
}

/** It stays the same object while the project's labels change: what was ticked and searched in a list of the run stays with it. */
export function useRunDataset(run: RunRecord): RunDataset {
  const dataset = useApp((state) => state.project?.dataset)
  const fingerprint = useApp((state) => state.project?.fingerprint)
  const table = useApp((state) => state.project?.table)
  const pictures = useApp((state) => state.project?.pictures)
  const onePatientPerRow = useApp((state) => state.project?.record.onePatientPerRow)
  // roles and texts are the run's own
  const from = useMemo(() => ({ table, pictures, onePatientPerRow }), [table, pictures, onePatientPerRow])
  const { readRunDataset } = useActions()
  const [read, setRead] = useState<Read | null>(null)
  const isSame = run.dataFingerprint === fingerprint
  const isDone = isReadOf(run.id, from, read)
  if (isSame && dataset && !hasRead(run.id, read)) setRead({ runId: run.id, from, dataset })
  useEffect(() => {
    if (isSame || isDone) return
    let isLate = false
    const readAgain = async (): Promise<void> => {
      const found = await readRunDataset(run.id)
      if (!isLate) setRead({ runId: run.id, from, dataset: found })
    }
    void readAgain()
    return () => void (isLate = true)
  }, [isSame, isDone, run.id, from, readRunDataset])
  return datasetRead(run.id, read)
}

const hasRead = (runId: string, read: Read | null): boolean => read?.runId === runId && read.dataset !== null

/**
 * Whether reading the run's data would bring nothing new: they were read, or cannot be made of what the project holds now.
 * @param from what that is, see Read
 */
export const isReadOf = (runId: string, from: object, read: Read | null): boolean =>
  hasRead(runId, read) || (read?.runId === runId && read.from === from)

/** @param read the last that was read, which may be of another run */
export function datasetRead(runId: string, read: Read | null): RunDataset {
  return read?.runId === runId ? (read.dataset ?? 'gone') : 'reading'
}

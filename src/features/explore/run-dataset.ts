import { useEffect, useState } from 'react'
import type { Dataset } from '../../core/dataset/dataset.ts'
import type { RunRecord } from '../../state/app-state.ts'
import { useActions, useApp } from '../../state/context.ts'

/** The data as a run saw them; 'gone' where they could not be read, the reason of which is told. */
export type RunDataset = Dataset | 'reading' | 'gone'

/** What was read of a run; null where it could not be. */
interface Read {
  readonly runId: string
  readonly dataset: Dataset | null
}

/** It stays the same object while the project's labels change: what was ticked and searched in a list of the run stays with it. */
export function useRunDataset(run: RunRecord): RunDataset {
  const dataset = useApp((state) => state.project?.dataset)
  const fingerprint = useApp((state) => state.project?.fingerprint)
  const { readRunDataset } = useActions()
  const [read, setRead] = useState<Read | null>(null)
  const isRead = read?.runId === run.id
  const isSame = run.dataFingerprint === fingerprint
  if (isSame && dataset && !isRead) setRead({ runId: run.id, dataset })
  useEffect(() => {
    if (isSame || isRead) return
    void readRunDataset(run.id).then((found) => setRead({ runId: run.id, dataset: found }))
  }, [isSame, isRead, run.id, readRunDataset])
  return datasetRead(run.id, read)
}

/** @param read the last that was read, which may be of another run */
export function datasetRead(runId: string, read: Read | null): RunDataset {
  return read?.runId === runId ? (read.dataset ?? 'gone') : 'reading'
}

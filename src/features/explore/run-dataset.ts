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

export function useRunDataset(run: RunRecord): RunDataset {
  const dataset = useApp((state) => state.project?.dataset)
  const fingerprint = useApp((state) => state.project?.fingerprint)
  const { readRunDataset } = useActions()
  const [earlier, setEarlier] = useState<Read | null>(null)
  const isSame = run.dataFingerprint === fingerprint
  useEffect(() => {
    if (isSame || earlier?.runId === run.id) return
    void readRunDataset(run.id).then((read) => setEarlier({ runId: run.id, dataset: read }))
  }, [isSame, earlier, run.id, readRunDataset])
  return isSame ? (dataset ?? 'reading') : datasetRead(run.id, earlier)
}

/** @param read the last that was read, which may be of another run */
export function datasetRead(runId: string, read: Read | null): RunDataset {
  return read?.runId === runId ? (read.dataset ?? 'gone') : 'reading'
}

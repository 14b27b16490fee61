import { useEffect, useState } from 'react'
import type { Dataset } from '../../core/dataset/dataset.ts'
import type { RunRecord } from '../../state/app-state.ts'
import { useActions, useApp } from '../../state/context.ts'

/** The data as a run saw them; null until they are read, and where they cannot be, which is told. */
export function useRunDataset(run: RunRecord): Dataset | null {
  const dataset = useApp((state) => state.project?.dataset)
  const fingerprint = useApp((state) => state.project?.fingerprint)
  const { readRunDataset } = useActions()
  const [earlier, setEarlier] = useState<{ readonly runId: string; readonly dataset: Dataset | null } | null>(
    null,
  )
  const isSame = run.dataFingerprint === fingerprint
  useEffect(() => {
    if (isSame || earlier?.runId === run.id) return
    void readRunDataset(run.id).then((read) => setEarlier({ runId: run.id, dataset: read }))
  }, [isSame, earlier, run.id, readRunDataset])
  if (isSame) return dataset ?? null
  return earlier?.runId === run.id ? earlier.dataset : null
}

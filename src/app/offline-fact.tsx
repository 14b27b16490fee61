import type { ReactElement } from 'react'
import { useApp } from '../state/context.ts'
import type { OfflineState } from '../state/offline.ts'
import { Icon } from '../ui/icons.tsx'

/** Whether the app works without its server yet, as one fact of the top bar. */
export function OfflineFact(): ReactElement | null {
  const offline = useApp((state) => state.offline)
  if (offline.state === 'unknown') return null
  return (
    <span className="fact" data-testid="offline" data-state={offline.state}>
      <Icon name={offline.state === 'ready' ? 'check' : 'download'} />
      {inWords(offline)}
    </span>
  )
}

function inWords(offline: OfflineState): string {
  if (offline.state === 'saving') return `Saving for offline use ${Math.floor(100 * offline.fraction)} %`
  return offline.state === 'ready' ? 'Works offline' : 'Not saved for offline use'
}

import { useEffect, useRef, type ReactElement } from 'react'
import { AdaptScreen } from '../features/adapt/adapt-screen.tsx'
import { ComputerScreen } from '../features/computer/computer-screen.tsx'
import { DataScreen } from '../features/data/data-screen.tsx'
import { EncodeScreen } from '../features/encode/encode-screen.tsx'
import { EncodersScreen } from '../features/encoders/encoders-screen.tsx'
import { ErasedScreen } from '../features/computer/erased-screen.tsx'
import { ExploreScreen } from '../features/explore/explore-screen.tsx'
import { ImportScreen } from '../features/import/import-screen.tsx'
import { ArchiveScreen } from '../features/keeping/archive-screen.tsx'
import { CopyScreen } from '../features/keeping/copy-screen.tsx'
import { ResultsScreen } from '../features/results/results-screen.tsx'
import { StartScreen } from '../features/start/start-screen.tsx'
import { UseScreen } from '../features/use/use-screen.tsx'
import { useActions, useApp } from '../state/context.ts'
import { FailureCallout } from '../strings/failure-callout.tsx'
import { Button } from '../ui/button.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { useLeaveWarning } from './leave-warning.ts'
import { MissingStage, missingFor } from './missing-stage.tsx'
import { Frame } from './frame.tsx'
import { stageTitles } from './stage-titles.ts'

const screens = {
  start: StartScreen,
  import: ImportScreen,
  archive: ArchiveScreen,
  copy: CopyScreen,
  encoders: EncodersScreen,
  computer: ComputerScreen,
  data: DataScreen,
  encode: EncodeScreen,
  adapt: AdaptScreen,
  results: ResultsScreen,
  explore: ExploreScreen,
  use: UseScreen,
} as const

const titles: Record<keyof typeof screens, string> = {
  start: 'Start',
  import: 'Open a file',
  archive: 'Open an archive',
  copy: 'Take a copy',
  encoders: 'Encoders',
  computer: 'This computer',
  ...stageTitles,
}

export function App(): ReactElement {
  const phase = useApp((state) => state.phase)
  const screen = useApp((state) => state.route.screen)
  const startFailure = useApp((state) => state.startFailure)
  // No project name: titles show in the task bar, in histories and in screen shares.
  useEffect(() => {
    document.title = `${titles[screen]} · Nearside`
  }, [screen])
  useStartOfScreen(screen)
  useLeaveWarning(useApp((state) => state.job?.kind))
  const Screen = screens[screen]
  const missing = useApp(missingFor)
  return (
    <Frame>
      <ErrorBoundary key={screen}>
        {phase === 'starting' && <p className="quiet">Looking at what this browser offers…</p>}
        {phase === 'failed' && startFailure && (
          <>
            <div className="screen">
              <h1>Nearside cannot work here</h1>
              <FailureCallout failure={startFailure} />
            </div>
            <ComputerScreen />
          </>
        )}
        {phase === 'erased' && <ErasedScreen />}
        {phase === 'ready' && (
          <>
            <LastFailure />
            {missing ? <MissingStage stage={missing} /> : <Screen />}
          </>
        )}
      </ErrorBoundary>
    </Frame>
  )
}

/** A new screen begins at its top, for the eye and for the keyboard alike; the first one is left to the browser. */
function useStartOfScreen(screen: string): void {
  const shown = useRef(screen)
  useEffect(() => {
    if (shown.current === screen) return
    shown.current = screen
    window.scrollTo(0, 0)
    document.getElementById('main')?.focus({ preventScroll: true })
  }, [screen])
}

/** The last thing that went wrong, above whatever screen is shown, until it is dismissed. */
function LastFailure(): ReactElement | null {
  const failure = useApp((state) => state.failure)
  const actions = useActions()
  const place = useRef<HTMLDivElement>(null)
  // What was clicked may be far below: without this, nothing would seem to happen.
  useEffect(() => {
    if (!failure) return
    place.current?.scrollIntoView({ block: 'center' })
    place.current?.focus({ preventScroll: true })
  }, [failure])
  if (!failure) return null
  return (
    <div className="screen last-failure" ref={place} tabIndex={-1}>
      <FailureCallout
        failure={failure}
        action={<Button onClick={() => actions.dismissFailure()}>Dismiss</Button>}
      />
    </div>
  )
}

import { Component, type ReactNode } from 'react'
import { toFailureData, type FailureData } from '../core/failure.ts'
import { FailureCallout } from '../strings/failure-callout.tsx'
import { Button } from '../ui/button.tsx'

/** A mistake in a screen takes down that screen, not the app; what is stored is not touched. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failure: FailureData | null }> {
  override state: { failure: FailureData | null } = { failure: null }

  static getDerivedStateFromError(thrown: unknown): { failure: FailureData } {
    return { failure: toFailureData(thrown, 'screen') }
  }

  override render(): ReactNode {
    if (!this.state.failure) return this.props.children
    return (
      <div className="screen">
        <FailureCallout
          failure={this.state.failure}
          action={<Button onClick={() => location.reload()}>Load the page again</Button>}
        />
      </div>
    )
  }
}

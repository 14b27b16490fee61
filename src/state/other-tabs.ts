/** What tabs tell each other: where to look. Nothing of the data itself. */
export interface ProjectNews {
  readonly projectId: string
}

/** The other tabs of the app in this browser. */
export interface OtherTabs {
  tell(news: ProjectNews): void
  /** @param hear called with what another tab tells, never with what this one does */
  listen(hear: (news: ProjectNews) => void): void
}

export function openTabChannel(): OtherTabs {
  const port = new BroadcastChannel('nearside-projects')
  return {
    tell: (news) => port.postMessage(news),
    listen: (hear) => port.addEventListener('message', ({ data }: MessageEvent<ProjectNews>) => hear(data)),
  }
}

/** Every request this page has made, as the browser itself recorded it: proof that nothing leaves the machine. */
export interface RequestEntry {
  readonly url: string
  readonly sameOrigin: boolean
  readonly bytes: number
}

const entries: RequestEntry[] = []

/** Start recording; `buffered` includes what was requested before this code ran. */
export function startRequestLog(): void {
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as PerformanceResourceTiming[])
      entries.push({
        url: entry.name,
        sameOrigin:
          new URL(entry.name, location.href).origin === location.origin || /^(blob|data):/.test(entry.name),
        bytes: entry.transferSize,
      })
  }).observe({ type: 'resource', buffered: true })
}

export const requestLog = (): readonly RequestEntry[] => entries

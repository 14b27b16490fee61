import { useState, type ReactElement } from 'react'
import { Button } from './button.tsx'
import { formatCount, plural } from './format.ts'

/** The first `step` of a long list, and more on demand: how many there are is always said (R13). */
export function usePaged<T>(
  items: ArrayLike<T>,
  step: number,
  one: string,
  many?: string,
): { readonly shown: readonly T[]; readonly footer: ReactElement | null } {
  const [limit, setLimit] = useState(step)
  const shown = Array.from({ length: Math.min(limit, items.length) }, (_, i) => items[i]!)
  if (shown.length === items.length) return { shown, footer: null }
  const more = Math.min(step, items.length - shown.length)
  return {
    shown,
    footer: (
      <div className="row">
        <span className="quiet">
          The first {formatCount(shown.length)} of {plural(items.length, one, many)}.
        </span>
        <Button className="button--small" onClick={() => setLimit(limit + step)}>
          Show {formatCount(more)} more
        </Button>
      </div>
    ),
  }
}

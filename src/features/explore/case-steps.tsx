import type { ReactElement } from 'react'
import type { OpenedCase } from '../../state/app-state.ts'
import { useActions } from '../../state/context.ts'
import { Button } from '../../ui/button.tsx'
import { formatCount } from '../../ui/format.ts'
import { useLetterKeys } from '../../ui/letter-keys.ts'
import { useKeys } from '../../ui/use-keys.ts'

/** From case to case of the list that it was opened from. */
export function CaseSteps({ opened }: { opened: OpenedCase }): ReactElement {
  const { id, list, from } = opened
  const { openCase } = useActions()
  const hasKeys = useLetterKeys()
  const at = list.indexOf(id)
  const step = (by: 1 | -1): void => {
    const next = list[at + by]
    if (next !== undefined) openCase({ ...opened, id: next })
  }
  useKeys('dialog', { j: () => step(1), k: () => step(-1) })
  return (
    <div className="row row--apart">
      <span className="row">
        <Button
          className="button--small"
          aria-disabled={at <= 0}
          aria-keyshortcuts={hasKeys ? 'K' : undefined}
          onClick={() => step(-1)}
        >
          Previous {hasKeys && <kbd>K</kbd>}
        </Button>
        <Button
          className="button--small"
          aria-disabled={at + 1 >= list.length}
          aria-keyshortcuts={hasKeys ? 'J' : undefined}
          onClick={() => step(1)}
        >
          Next {hasKeys && <kbd>J</kbd>}
        </Button>
        <span className="quiet" role="status">
          <span className="visually-hidden">{id}, </span>
          {formatCount(at + 1)} of {formatCount(list.length)} {from ? 'similar ones' : 'in the list'}
        </span>
      </span>
      {from && (
        <Button className="button--small" icon="undo" onClick={() => openCase(from)}>
          Back to {from.id}
        </Button>
      )}
    </div>
  )
}

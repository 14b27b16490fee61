import { useState, type ReactElement } from 'react'
import { useLetterKeys } from '../ui/letter-keys.ts'
import { stepCases } from '../ui/step-cases.ts'
import { useKeys } from '../ui/use-keys.ts'
import { KeysDialog } from './keys-dialog.tsx'

/** The keys of every screen: ? lists them, J and K go through cases. */
export function Keys(): ReactElement {
  const [isOpen, setOpen] = useState(false)
  const isOn = useLetterKeys()
  useKeys('page', { '?': () => setOpen(true), j: () => stepCases(1), k: () => stepCases(-1) })
  return (
    <>
      <button
        type="button"
        className="foot__keys"
        aria-keyshortcuts={isOn ? '?' : undefined}
        onClick={() => setOpen(true)}
      >
        Keys {isOn && <kbd>?</kbd>}
      </button>
      {isOpen && <KeysDialog onClose={() => setOpen(false)} />}
    </>
  )
}

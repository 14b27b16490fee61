import { useEffect } from 'react'
import { useLetterKeys } from './letter-keys.ts'

/** A field that is typed into: keys are its own. */
export const takesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement && !['checkbox', 'radio'].includes(target.type))

/**
 * Does what belongs to a key, by its lower-case name, unless it is pressed in a field, or with Ctrl, Alt or Meta; nothing while such keys
 * are turned off.
 * @param of whose keys these are: while a dialog is open the page has none
 */
export function useKeys(of: 'page' | 'dialog', keys: Readonly<Record<string, () => void>>): void {
  const isOn = useLetterKeys()
  useEffect(() => {
    if (!isOn) return
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey) return
      if ((document.querySelector('dialog[open]') === null) !== (of === 'page')) return
      // a list of choices goes to the one that begins with a letter
      if (takesText(event.target) || event.target instanceof HTMLSelectElement) return
      const act = keys[event.key.toLowerCase()]
      if (!act) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })
}

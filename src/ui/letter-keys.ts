import { useSyncExternalStore } from 'react'

/**
 * Whether single letters do something: who speaks to the computer, or strikes keys by accident, turns them off (WCAG 2.1.4). Kept in
 * this browser.
 */
const mark = 'nearside.letter-keys-off'

let isOn: boolean | null = null
const listeners = new Set<() => void>()

const kept = (): boolean => {
  try {
    return localStorage.getItem(mark) === null
  } catch {
    // a policy that blocks site data: then what is chosen holds until the page is closed
    return true
  }
}

const lettersAct = (): boolean => (isOn ??= kept())

export function setLetterKeys(on: boolean): void {
  isOn = on
  try {
    if (on) localStorage.removeItem(mark)
    else localStorage.setItem(mark, 'yes')
  } catch {
    // as above
  }
  for (const tell of listeners) tell()
}

const listen = (tell: () => void): (() => void) => {
  listeners.add(tell)
  return () => void listeners.delete(tell)
}

export const useLetterKeys = (): boolean => useSyncExternalStore(listen, lettersAct, lettersAct)

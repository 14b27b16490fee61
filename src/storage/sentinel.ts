/**
 * Remembers outside IndexedDB that there is something in it. A damaged database is recreated empty without any error,
 * while localStorage survives (promises: fact 3); without this the user would be welcomed to an empty app.
 */
export interface Sentinel {
  /** @throws DOMException SecurityError where the browser's policy blocks site data */
  isSet(): boolean
  set(present: boolean): void
}

const key = 'nearside.has-projects'

export const localSentinel: Sentinel = {
  isSet: () => localStorage.getItem(key) !== null,
  set(present) {
    if (present) localStorage.setItem(key, 'yes')
    else localStorage.removeItem(key)
  },
}

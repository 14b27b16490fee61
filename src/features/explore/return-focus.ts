const isShown = (element: HTMLElement): boolean =>
  element.isConnected && element !== document.body && element.checkVisibility()

/**
 * Where the focus belongs once a case is closed: on what opened it, unless that names another case by now; then on the case in the
 * list that is shown. What opened it may have gone with its list: then on the panel's tab.
 * @param id the case that was looked at last
 */
export function placeOfCase(id: string, opener: HTMLElement | null): HTMLElement | null {
  const left = opener && isShown(opener) ? opener : null
  if (left && (left.dataset.case ?? id) === id) return left
  const links = [...document.querySelectorAll<HTMLElement>('[data-case]')]
  const link = links.find((one) => one.dataset.case === id && isShown(one))
  return link ?? left ?? document.querySelector<HTMLElement>('[role=tab][aria-selected=true]')
}

/** The map after the projection; where it is not drawn yet, what draws it. */
export const placeOnMap = (panel: HTMLElement): HTMLElement | null =>
  [...panel.querySelectorAll<HTMLElement>('[role=application]')].findLast(isShown) ??
  panel.querySelector<HTMLElement>('.button--primary')

/**
 * Moves the focus to the next case (1) or to the previous one (-1) of the page, or of the dialog that is open: from the one that has
 * it, or whose row has it; to the first where none has. At either end it stays.
 */
export function stepCases(step: 1 | -1): void {
  // what opens a case bears this mark
  const place = document.querySelector('dialog[open]') ?? document
  const links = [...place.querySelectorAll<HTMLElement>('[data-case]')].filter(
    // what a hidden panel holds is not on the page
    (link) => link.checkVisibility(),
  )
  const focused = document.activeElement
  const own = links.indexOf(focused as HTMLElement)
  const row = focused?.closest('tr, li') ?? null
  const at = own >= 0 || row === null ? own : links.findIndex((link) => row.contains(link))
  const next = links[at < 0 ? 0 : at + step]
  next?.focus()
}

import { useEffect, useRef } from 'react'

/** The picture field that a pasted picture goes to: the focused one, or the only one; null where it could be any of several. */
export function pasteTarget(fields: readonly string[], focused: string | null): string | null {
  if (focused !== null && fields.includes(focused)) return focused
  return fields.length === 1 ? fields[0]! : null
}

/** Marks the element of a picture field, by the field's name. */
export const pictureFieldMark = 'data-picture-field'

/**
 * Pictures that are pasted anywhere on the screen, with the field that has the focus. A text that comes with a picture of itself, as
 * from a word processor, is a text.
 */
export function usePastedPictures(onPaste: (files: readonly File[], focused: string | null) => void): void {
  const latest = useRef(onPaste)
  useEffect(() => {
    latest.current = onPaste
  }, [onPaste])
  useEffect(() => {
    const paste = ({ clipboardData }: ClipboardEvent): void => {
      const files = [...(clipboardData?.files ?? [])].filter(({ type }) => type.startsWith('image/'))
      if (files.length === 0 || clipboardData!.types.includes('text/plain')) return
      const field = document.activeElement?.closest(`[${pictureFieldMark}]`)
      latest.current(files, field?.getAttribute(pictureFieldMark) ?? null)
    }
    document.addEventListener('paste', paste)
    return () => document.removeEventListener('paste', paste)
  }, [])
}

import type { ReactElement } from 'react'
import { markHiddenCharacters } from '../core/tables/hidden-characters.ts'

/** A place in a text, in code units. */
export interface Part {
  readonly start: number
  readonly end: number
}

/** Characters shown of a text that is not pointed into, and on either side of a place that is. */
const shownOfText = 200
const aroundPart = 60
const shownParts = 3

/** The beginning of a text, or the places that matter with what stands around them; dots where it was cut (R13). */
export function Excerpts(props: {
  text: string
  partsOf: ((text: string) => readonly Part[]) | undefined
}): ReactElement {
  const { text, partsOf } = props
  const parts = partsOf?.(text) ?? []
  if (parts.length === 0) {
    const rest = text.length > shownOfText ? '…' : ''
    return <div>{markHiddenCharacters(text.slice(0, shownOfText)) + rest}</div>
  }
  return (
    <>
      {parts.slice(0, shownParts).map(({ start, end }) => (
        <div key={`${start} ${end}`}>
          {markHiddenCharacters(before(text, start))}
          <mark>{markHiddenCharacters(text.slice(start, end))}</mark>
          {markHiddenCharacters(after(text, end))}
        </div>
      ))}
      {parts.length > shownParts && <div className="quiet">and {parts.length - shownParts} more places</div>}
    </>
  )
}

/** What stands before a place, from the beginning of a word. */
function before(text: string, start: number): string {
  const near = text.slice(Math.max(0, start - aroundPart), start)
  return start > aroundPart ? `…${near.replace(/^\S*\s/, '')}` : near
}

/** What stands after a place, to the end of a word. */
function after(text: string, end: number): string {
  const near = text.slice(end, end + aroundPart)
  return end + aroundPart < text.length ? `${near.replace(/\s\S*$/, '')}…` : near
}

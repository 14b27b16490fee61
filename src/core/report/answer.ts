import type { Results } from '../evaluation/types.ts'
import type { Notice } from '../notice.ts'
import { html, type Html } from './html-text.ts'
import type { ItemId } from './tripod-items.ts'

/** What the sections of the report are made from. */
export interface ReportInput {
  readonly results: Results
  /** The wording of a notice, which the core has not. */
  readonly wordNotice: (notice: Notice) => string
  /** Finished runs that predicted the same locked cases, this one among them; 0 where it locked none. */
  readonly looks: number
}

/** What stands under an item of TRIPOD+AI: what the run knows, what a person must write, or both. */
export interface Answer {
  readonly known?: Html
  readonly toWrite?: string
}

export type Answers<Id extends ItemId> = Readonly<Record<Id, Answer>>

/** Something that only the authors know, said in one sentence. */
export const toWrite = (what: string): Answer => ({ toWrite: what })

/** A paragraph that the run knows, and what the authors add to it. */
export const known = (text: Html, what?: string): Answer => ({
  known: text,
  ...(what !== undefined && { toWrite: what }),
})

/** Marked in words, by a line at its side and by colour: nobody takes it for an answer. */
export const toWriteHtml = (what: string): Html =>
  html`<p class="to-write"><strong>To be written by the authors:</strong> ${what}.</p>`

/** A model card as data; markdown.ts and html.ts write it. Texts are plain: the writers escape them. */
export interface ModelCard {
  readonly title: string
  readonly sections: readonly CardSection[]
}

export interface CardSection {
  readonly title: string
  readonly blocks: readonly CardBlock[]
}

export type CardBlock =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | {
      readonly kind: 'table'
      readonly header: readonly string[]
      readonly rows: readonly (readonly string[])[]
    }
  /** What only people know, as the report marks it. */
  | { readonly kind: 'to-write'; readonly what: string }

export const text = (words: string): CardBlock => ({ kind: 'text', text: words })
export const toWrite = (what: string): CardBlock => ({ kind: 'to-write', what })

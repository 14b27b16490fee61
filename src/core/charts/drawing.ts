/** SVG shapes in pixels; class names are those of charts.css and of the report's stylesheet. */
export interface Drawing {
  readonly width: number
  readonly height: number
  readonly shapes: readonly DrawnShape[]
}

export type DrawnShape = DrawnPath | DrawnText

export interface DrawnPath {
  readonly kind: 'path'
  readonly className: string
  readonly d: string
}

export interface DrawnText {
  readonly kind: 'text'
  readonly className: string
  /** Of the baseline, where the text is anchored. */
  readonly x: number
  readonly y: number
  readonly anchor: 'start' | 'middle' | 'end'
  /** Read from below to above. */
  readonly isVertical?: true
  readonly text: string
}

/** Pixels that a text of 12 px takes at most, in the fonts of system-ui. */
export const textWidth = (text: string): number => text.length * 6.8

/** A text in lines no wider than `width` pixels, broken at spaces, and inside a word that is longer by itself. */
export function wrapText(text: string, width: number): string[] {
  const most = Math.max(1, Math.floor(width / textWidth('x')))
  const words = text.split(' ').flatMap((word) => word.match(new RegExp(`.{1,${most}}`, 'gsu')) ?? [''])
  const lines: string[] = []
  for (const word of words) {
    const longer = lines.length > 0 ? `${lines.at(-1)!} ${word}` : word
    if (lines.length > 0 && textWidth(longer) <= width) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}

/** Pixels with one decimal: a tenth of a pixel is not seen, and files stay small. */
export const pixel = (value: number): number => Math.round(value * 10) / 10

import type { TextIdentifier } from '../notice.ts'

/** A place in a text, in code units. */
export interface IdentifyingPart {
  readonly kind: TextIdentifier
  readonly start: number
  readonly end: number
}

interface Pattern {
  readonly kind: TextIdentifier
  readonly pattern: RegExp
  /** A text without one of these cannot match: looked at first, as it is much faster. */
  readonly needs: RegExp
}

const capitalised = String.raw`(?:\p{Lu}['’])?\p{Lu}[\p{Ll}\p{M}]+(?:['’-]\p{Lu}[\p{Ll}\p{M}]+)*`
/** Begins a sentence after an abbreviation that looks like a title. */
const noName = String.raw`(?:In|On|At|The|This|These|And|For|With|Was|Were|No|We|It|A|An)\b`
const street = 'Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Boulevard|Blvd|Crescent|Terrace'
const states =
  'A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]'

/**
 * Patterns, not knowledge: each finds what is written in one of its usual forms; names without a title, places and ages
 * are not found at all. Measurements, trial numbers and references must not match: clinical texts are full of them.
 */
const patterns: readonly Pattern[] = [
  {
    kind: 'email',
    needs: /@/,
    pattern: /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/u,
  },
  { kind: 'web-address', needs: /:\/\/|www\./i, pattern: /(?:https?:\/\/|\bwww\.)[^\s<>"]+\w/i },
  {
    kind: 'birth-date',
    needs: /born|birth|d\.?o\.?b|geb/i,
    pattern:
      /\b(?:d\.?o\.?b\.?|date of birth|birth ?date|born(?: on)?|geb(?:oren)?\.?(?: am)?)\s*[:=]?\s*(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9}\.?,? \d{4}|[a-z]{3,9}\.? \d{1,2},? \d{4})/i,
  },
  {
    kind: 'phone',
    needs: /\d{3}/,
    pattern:
      /(?<![\p{L}\p{N}.])(?:\+\d{1,3}[ .-]?\(?\d{1,4}\)?[ .-]?\d{3,8}(?:[ .-]?\d{2,6}){0,3}|\(\d{3}\) ?\d{3}[ .-]\d{4}|\d{3}[.-]\d{3}[.-]\d{4}|0\d{2,4}[ /-]\d{3,4}[ -]?\d{3,4})(?![\p{L}\p{N}]|[.,]\d)/u,
  },
  {
    kind: 'record-number',
    needs: /MRN|NHS|SSN|CHI/,
    pattern: /\b(?:MRN|NHS|SSN|CHI)\.?(?: (?:no|number|id)\b\.?)?\s*[:#=]?\s*#?[A-Z]{0,3}\d[\d -]{3,}\d/i,
  },
  {
    kind: 'record-number',
    needs: /hospital|record|patient|case|chart|accession|insurance|policy/i,
    pattern:
      /\b(?:hospital|record|patient|case|chart|accession|insurance|policy) (?:id|no|nr|num|number)\b\.?\s*[:#=]?\s*#?[a-z]{0,3}\d[\d-]{3,}/i,
  },
  {
    kind: 'record-number',
    needs: /\d{8}|\d{3}-\d\d-\d/,
    pattern:
      /(?<![\p{L}\p{N}.,/-])(?:\d{3}-\d{2}-\d{4}|(?!(?:19|20)\d{6}(?!\d))\d{8,12})(?![\p{L}\p{N}]|[.,/-]\d)/u,
  },
  {
    kind: 'titled-name',
    needs: /\b(?:M[rs]|Miss|Dr|Prof|Herr|Frau|Mme|Sir|Lady)/,
    pattern: new RegExp(
      String.raw`\b(?:Mr|Mrs|Ms|Miss|Dr|Prof(?:essor)?|Herrn?|Frau|Mme|Sir|Lady)\.? (?:\p{Lu}\. ?){0,2}(?!${noName})${capitalised}`,
      'u',
    ),
  },
  {
    kind: 'address',
    needs: /\d/,
    pattern: new RegExp(
      String.raw`\b\d{1,5}[a-z]? (?:${capitalised} ){1,3}(?:${street})\b|\b${capitalised}(?:straße|strasse|weg|platz|gasse) \d{1,4}\b|\b[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}\b|\b${capitalised}, (?:${states}),? \d{5}(?:-\d{4})?\b`,
      'u',
    ),
  },
]

/** The first place of each pattern in a text. A hint: what it does not find may be there. */
export function identifyingParts(text: string): IdentifyingPart[] {
  return patterns.flatMap(({ kind, needs, pattern }): IdentifyingPart[] => {
    const found = needs.test(text) ? pattern.exec(text) : null
    return found ? [{ kind, start: found.index, end: found.index + found[0].length }] : []
  })
}

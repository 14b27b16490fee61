import { Failure } from '../failure.ts'

/** Strings, marks, and what stands between them: numbers and the words true, false, null. */
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+/g

/**
 * The fields of one line: a number as it is written, so that 1.0 and integers beyond 2^53 keep their digits, text decoded,
 * null as '', a list or an object as its JSON without white space. The last of equal keys counts.
 * @param line of the file, for the failure
 * @throws Failure 'bad-json-line'
 */
export function readJsonLine(text: string, line: number): Map<string, string> {
  assertObject(text, line)
  const fields = new Map<string, string>()
  let depth = 0
  let key: string | undefined
  let value = ''
  const end = (): void => {
    if (key !== undefined) fields.set(key, cellOf(value))
    key = undefined
    value = ''
  }
  // The text is known to be JSON: only the first level is of interest.
  for (const [token] of text.matchAll(tokens)) {
    if (token === '}' || token === ']') depth--
    if (depth === 0 && token === '{') depth = 1
    else if (depth === 0 || (depth === 1 && token === ',')) end()
    else if (key === undefined) key = JSON.parse(token) as string
    else if (token !== ':' || depth > 1) {
      value += token
      if (token === '{' || token === '[') depth++
    }
  }
  return fields
}

function assertObject(text: string, line: number): void {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Failure('bad-json-line', { line, reason: 'not-json' })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Failure('bad-json-line', { line, reason: 'not-an-object' })
}

function cellOf(value: string): string {
  if (value === 'null') return ''
  return value.startsWith('"') ? (JSON.parse(value) as string) : value
}

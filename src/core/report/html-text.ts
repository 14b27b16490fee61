const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** HTML that is safe to put into a page: made by `html` only. */
export interface Html {
  readonly html: string
}

/**
 * A tagged template whose values are escaped, unless they are themselves made by it: markup can come from this
 * project's source only (promise P19). Lists are joined.
 */
export function html(
  strings: TemplateStringsArray,
  ...values: readonly (Html | readonly Html[] | string | number)[]
): Html {
  const text = values.map((value, i) => markup(value) + strings[i + 1]!)
  return { html: strings[0]! + text.join('') }
}

function markup(value: Html | readonly Html[] | string | number): string {
  if (typeof value === 'object') return 'html' in value ? value.html : value.map((part) => part.html).join('')
  return `${value}`.replaceAll(/[&<>"']/g, (character) => entities[character]!)
}

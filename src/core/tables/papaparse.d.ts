/**
 * The part of papaparse that the core uses: its row parser, which knows nothing of files, workers or the DOM. The
 * published types are not used because they bring Node's and the DOM's with them.
 */
declare module 'papaparse' {
  interface ParserConfig {
    delimiter: string
    newline: '\n' | '\r' | '\r\n'
    /** Called after each row with that row alone in `data` and the errors met in it. */
    step(results: ParserStep): void
  }
  interface ParserStep {
    readonly data: readonly (readonly string[])[]
    readonly errors: readonly { readonly code: 'MissingQuotes' | 'InvalidQuotes' | 'UndetectableDelimiter' }[]
    /** cursor: where the row ends in the input, its line break included. */
    readonly meta: { readonly cursor: number }
  }
  class Parser {
    constructor(config: ParserConfig)
    /** ignoreLastRow: the input may end in the middle of a row, which is then not reported. */
    parse(input: string, baseIndex: number, ignoreLastRow: boolean): unknown
    /** Stops after the step under way. */
    abort(): void
  }
  const Papa: { readonly Parser: typeof Parser }
  export default Papa
}

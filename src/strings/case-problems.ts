import type { CaseProblem } from '../core/model/new-cases.ts'

/** Why a new case is not predicted. */
export function caseProblemInWords({ code, column }: CaseProblem): string {
  switch (code) {
    case 'not-a-number':
      return `“${column}” is not a number`
    case 'vector-unusable':
      return `“${column}” is not a vector of the right length`
    case 'picture-not-found':
      return `a picture named in “${column}” is not among the files`
    case 'picture-unreadable':
      return `a picture of “${column}” cannot be read`
    case 'empty':
      return 'it holds nothing that the model knows'
  }
}

import type { CaseProblem } from '../core/model/new-cases.ts'

/** Why a new case is not predicted. */
export function caseProblemInWords({ code, column }: CaseProblem): string {
  switch (code) {
    case 'not-a-number':
      return `“${column}” is not a number`
    case 'other-mark':
      return `“${column}” has another decimal mark than the numbers beside it, or than the model’s`
    case 'unknown-mark':
      return `“${column}” may mean two numbers, as 1.234 may mean 1234 or 1.234: write it so that only one is possible`
    case 'vector-unusable':
      return `“${column}” is not a vector of as many numbers as the model takes`
    case 'picture-not-found':
      return `a picture named in “${column}” is not among the files`
    case 'picture-unreadable':
      return `a picture of “${column}” cannot be read`
    case 'empty':
      return 'it holds nothing that the model knows'
  }
}

/** The same beside the field of a form that it lies in. */
export function fieldProblemInWords(problem: CaseProblem): string {
  switch (problem.code) {
    case 'not-a-number':
      return 'A number, or nothing where it is missing'
    case 'other-mark':
      return 'It could be two numbers: its mark is not the decimal mark of the model’s data'
    case 'unknown-mark':
      return '1.234 may mean 1234 or 1.234: write it so that only one is possible'
    default:
      return caseProblemInWords(problem)
  }
}

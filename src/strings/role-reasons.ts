import type { RoleReason } from '../core/dataset/roles.ts'

/** Why a column was taken for what it was, in a few words beside the choice. */
export function wordReason(reason: RoleReason): string {
  switch (reason.code) {
    case 'name':
      return 'its name says so'
    case 'identifies':
      return 'its name says that it identifies something'
    case 'another-outcome':
      return 'its name says that it is an outcome, and another column is the label'
    case 'later-course':
      return 'its name says what became of the patient, which may be known only afterwards'
    case 'unique-values':
      return 'every value is different'
    case 'row-numbers':
      return 'it numbers the rows'
    case 'long-text':
      return 'long texts'
    case 'dates':
      return 'dates'
    case 'image-files':
      return 'names of pictures'
    case 'pictures-not-here':
      return 'names of pictures, none of which came along'
    case 'numbered-columns':
      return 'numbered columns of numbers'
    case 'lists-of-numbers':
      return 'lists of numbers'
    case 'links':
      return 'links or file names'
    case 'repeated-ids':
      return `an ID that repeats, ${reason.params.distinct} different`
    case 'few-values':
      return `${reason.params.distinct} different values`
    case 'last-with-few-values':
      return `the last column with few values, ${reason.params.distinct} different`
    case 'many-values':
      return `${reason.params.distinct} different values, neither text nor numbers`
    case 'numbers':
      return `numbers from ${reason.params.min} to ${reason.params.max}`
    case 'constant':
      return 'the same in every row'
    case 'all-missing':
      return 'empty in every row'
    case 'another-has-the-role':
      return 'another column fits better'
  }
}

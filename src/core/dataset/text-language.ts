import type { ForeignLanguage } from '../notice.ts'
import { wordsOf } from './words.ts'

/** Common words that are neither English nor Latin, nor abbreviations of medicine (DIE, IM, IN, LA are left out). */
const functionWords: Readonly<Record<Exclude<ForeignLanguage, 'script'>, string>> = {
  German: 'der und mit nicht ist von wurde bei keine eine auf zur das sich',
  French: 'le les des une est avec dans pas sur du pour et aux chez',
  Spanish: 'el los las una con por del que para se sin fue y',
  Italian: 'il della che con una gli del nel di alla si da e',
  Portuguese: 'os uma com não dos para foi em ao da na e do',
  Dutch: 'het een van met niet zijn voor werd bij geen de en op',
}
const languages = Object.keys(functionWords) as (keyof typeof functionWords)[]
const english = 'the of and with for to from without had has were by is was'

/** Function word -> the languages that have it, as indices into `languages`; English comes after them. */
const languagesOf = new Map<string, number[]>()
;[...Object.values(functionWords), english].forEach((words, index) => {
  for (const word of words.split(' ')) languagesOf.set(word, [...(languagesOf.get(word) ?? []), index])
})

/** A text's beginning tells its language; the rest is not looked at. */
const lookedAt = 500
/** With fewer function words a text is too short, or too telegraphic, to say. */
const fewestWords = 4

/**
 * The language of a text where it is clearly not English: most of its letters are not Latin, or one other language's
 * function words are more than twice as many as the English ones. null for English, and for what nobody can tell.
 */
export function foreignLanguage(text: string): ForeignLanguage | null {
  const start = text.slice(0, lookedAt)
  if (/[^\u0000-\u024f]/.test(start)) {
    const letters = start.match(/\p{L}/gu)?.length ?? 0
    const latin = start.match(/\p{Script=Latin}/gu)?.length ?? 0
    if (letters >= fewestWords && latin * 2 < letters) return 'script'
  }
  const counts = new Int32Array(languages.length + 1)
  for (const word of wordsOf(start)) for (const index of languagesOf.get(word) ?? []) counts[index]!++
  const foreign = counts.subarray(0, languages.length)
  const most = Math.max(...foreign)
  const isForeign = most >= fewestWords && most > 2 * counts[languages.length]!
  return isForeign ? languages[foreign.indexOf(most)]! : null
}

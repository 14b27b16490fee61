import type { YieldToLoop } from '../steps.ts'
import type { Dataset, TextColumn } from './dataset.ts'
import { wordsOf } from './words.ts'

/** A word whose presence in a text tells the label. From the texts themselves: show it, never log it. */
export interface LabelWord {
  readonly word: string
  /** Index into classes of the class it speaks for. */
  readonly classIndex: number
  /** Cases that contain it, and how many of them are of that class. */
  readonly cases: number
  readonly ofClass: number
  /** AUROC of its presence alone for its class against the rest, among the cases with a text. */
  readonly auroc: number
  /** Part of the class's name (R5), which is reported at a lower threshold. */
  readonly inName: boolean
}

/** Seen in fewer cases, a word proves nothing. */
const fewestCases = 10

/**
 * Words that nearly give the label away where they stand: of the class's own name (R5) where they reach a twentieth of its
 * cases and are twice as frequent there as elsewhere; any other where they reach a quarter of the class's cases and leave
 * less than a tenth of the other classes' usual share. Those that tell most of the cases apart come first (by AUROC). A
 * hint for a human: some are leaks, some are medicine.
 */
export async function findLabelWords(
  dataset: Pick<Dataset, 'classes' | 'y'>,
  modality: Pick<TextColumn, 'values'>,
  yieldToLoop?: YieldToLoop,
): Promise<LabelWord[]> {
  const { classes, y } = dataset
  const names = classes.map((name) => new Set(wordsOf(name).filter((word) => word.length >= 3)))
  // A word of several classes' names ("diseases") names none of them.
  const isNameOf = (word: string, c: number): boolean =>
    names.every((name, other) => name.has(word) === (other === c))
  const counts = await countWords(modality.values, y, classes.length, yieldToLoop)
  const sizes = new Int32Array(classes.length)
  modality.values.forEach((value, i) => value !== null && sizes[y[i]!]!++)
  const total = sizes.reduce((sum, size) => sum + size, 0)

  const found: LabelWord[] = []
  for (const [word, { perClass }] of counts) {
    const cases = perClass.reduce((sum, count) => sum + count, 0)
    if (cases < fewestCases) continue
    perClass.forEach((ofClass, classIndex) => {
      const size = sizes[classIndex]!
      const elsewhere = (cases - ofClass) / (total - size)
      const inName = isNameOf(word, classIndex)
      const leaksName = inName && ofClass * 20 >= size && ofClass / size >= 2 * elsewhere
      const othersShare = (cases - ofClass) / cases
      const decides = ofClass * 4 >= size && othersShare < 0.1 * (1 - size / total)
      const auroc = (1 + ofClass / size - elsewhere) / 2
      if (total > size && (leaksName || decides))
        found.push({ word, classIndex, cases, ofClass, auroc, inName })
    })
  }
  return found.sort(
    (a, b) => b.auroc - a.auroc || Number(b.inName) - Number(a.inName) || (a.word < b.word ? -1 : 1),
  )
}

/** Finds a word of `wordsOf` in a text as it was written. */
export const wordPattern = (word: string): RegExp =>
  new RegExp(String.raw`(?<![\p{L}\p{N}])${word}(?![\p{L}\p{N}])`, 'iu')

interface WordCount {
  readonly perClass: Int32Array
  /** The last case that was counted, so that a word counts once a case. */
  last: number
}

/** Word -> cases of each class that contain it. */
async function countWords(
  values: readonly (string | null)[],
  y: Int32Array,
  classes: number,
  yieldToLoop: YieldToLoop | undefined,
): Promise<Map<string, WordCount>> {
  const counts = new Map<string, WordCount>()
  for (const [i, value] of values.entries()) {
    for (const word of value === null ? [] : wordsOf(value)) {
      let count = counts.get(word)
      if (!count) counts.set(word, (count = { perClass: new Int32Array(classes), last: -1 }))
      if (count.last !== i) count.perClass[y[i]!]!++
      count.last = i
    }
    await yieldToLoop?.()
  }
  return counts
}

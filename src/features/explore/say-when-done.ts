/**
 * Says what an edit did once it is stored, and nothing of one that failed: its failure is told elsewhere.
 * @param edit whether it was done
 */
export async function sayWhenDone(
  edit: Promise<boolean>,
  words: string,
  say: (words: string) => void,
): Promise<void> {
  say('')
  if (await edit) say(words)
}

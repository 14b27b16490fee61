/**
 * Says what an edit did once it is stored, and nothing of one that failed: its failure is told elsewhere.
 * @param edit whether it was done
 * @returns the same
 */
export async function sayWhenDone(
  edit: Promise<boolean>,
  words: string,
  say: (words: string) => void,
): Promise<boolean> {
  say('')
  const isDone = await edit
  if (isDone) say(words)
  return isDone
}

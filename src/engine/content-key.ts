import { createSHA256, sha256 } from 'hash-wasm'

/** Characters hashed before the page gets its turn: about 10 ms of work. */
const charactersPerTurn = 1 << 22

/**
 * The content hash of each text, under which its vector is stored; null stays null (a missing text). SHA-256, because
 * a hostile file must not be able to make two notes share a vector; 3,000 abstracts take 30 ms.
 */
export async function contentKeys(texts: readonly (string | null)[]): Promise<(string | null)[]> {
  const hash = await createSHA256()
  const keys: (string | null)[] = []
  let characters = 0
  for (const text of texts) {
    keys.push(text === null ? null : hash.init().update(text).digest('hex'))
    characters += text?.length ?? 0
    if (characters > charactersPerTurn) {
      characters = 0
      await new Promise((resolve) => setTimeout(resolve))
    }
  }
  return keys
}

/** The content hash of a file's bytes, for the same reason. */
export const bytesKey = (bytes: Uint8Array): Promise<string> => sha256(bytes)

/** Each different text once, by its key, in the order of first appearance. */
export function textsByKey(
  keys: readonly (string | null)[],
  texts: readonly (string | null)[],
): Map<string, string> {
  const unique = new Map<string, string>()
  keys.forEach((key, i) => {
    if (key !== null && !unique.has(key)) unique.set(key, texts[i]!)
  })
  return unique
}

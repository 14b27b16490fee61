import { createSHA256, type IHasher } from 'hash-wasm'
import { atOnce, inTurns, type Steps, type YieldToLoop } from '../steps.ts'
import type { Dataset, Modality, TableModality } from './dataset.ts'

/**
 * SHA-256, in hexadecimal, of all that a result depends on: cases, patients, labels, positive class, texts,
 * pictures, ready-made vectors, numbers, categories and given folds.
 * Results made from another fingerprint are stale. SHA-256 through WebAssembly rather than a shorter hash of our own: at
 * hundreds of MB a second there is nothing to save, and nobody has to wonder about collisions.
 */
export async function fingerprintDataset(
  dataset: Dataset,
  yieldToLoop: YieldToLoop = () => Promise.resolve(),
): Promise<string> {
  const hash = await begin('dataset 1')
  addList(hash, dataset.caseIds)
  addList(hash, dataset.patientIds)
  addList(hash, dataset.classes)
  addList(hash, [String(dataset.positive), dataset.y.join(), dataset.folds?.join() ?? 'no folds'])
  for (const modality of dataset.modalities) {
    await yieldToLoop()
    await inTurns(modalitySteps(hash, modality), yieldToLoop)
  }
  return hash.digest('hex')
}

/** The same for one modality's name and contents: its embeddings are stale when this changes, whatever the labels do. */
export async function fingerprintModality(modality: Modality): Promise<string> {
  const hash = await begin('modality 1')
  atOnce(modalitySteps(hash, modality))
  return hash.digest('hex')
}

/** The same of a set of cases, in whatever order they are named. */
export async function fingerprintCases(caseIds: Iterable<string>): Promise<string> {
  const hash = await begin('cases 1')
  addList(hash, [...new Set(caseIds)].sort())
  return hash.digest('hex')
}

async function begin(kind: string): Promise<IHasher> {
  const hash = await createSHA256()
  hash.init()
  addList(hash, [kind])
  return hash
}

function* modalitySteps(hash: IHasher, modality: Modality): Steps<void> {
  addList(hash, [modality.kind, modality.name])
  switch (modality.kind) {
    case 'text':
      return yield* textSteps(hash, listPieces(modality.values))
    case 'image':
      return yield* textSteps(hash, modality.pictures.map(listText))
    case 'embedding':
      addList(hash, [`${modality.X.cols}`])
      yield* byteSteps(hash, modality.X.data)
      hash.update(modality.present)
      return
    case 'table':
      return yield* columnSteps(hash, modality)
  }
}

function* columnSteps(hash: IHasher, { columns }: TableModality): Steps<void> {
  for (const column of columns) {
    addList(hash, [column.kind, column.name, column.values.join()])
    if (column.kind === 'category') addList(hash, column.levels)
    yield
  }
}

function* byteSteps(hash: IHasher, { buffer, byteOffset, byteLength }: Float32Array): Steps<void> {
  for (let at = 0; at < byteLength; at += bytesAtOnce) {
    hash.update(new Uint8Array(buffer, byteOffset + at, Math.min(bytesAtOnce, byteLength - at)))
    yield
  }
}

/** Lengths first, so that two lists give the same bytes only where they are the same. */
function listText(items: readonly (string | null)[]): string {
  return `${items.length}[${items.map(itemText).join('')}`
}

const itemText = (item: string | null): string => (item === null ? 'null;' : `${item.length}:${item};`)

function* listPieces(items: readonly (string | null)[]): Iterable<string> {
  yield `${items.length}[`
  for (const item of items) yield itemText(item)
}

function addList(hash: IHasher, items: readonly (string | null)[]): void {
  atOnce(textSteps(hash, listPieces(items)))
}

/** Many short pieces at once: each update takes a while by itself. */
function* textSteps(hash: IHasher, pieces: Iterable<string>): Steps<void> {
  let text = ''
  for (const piece of pieces) {
    text += piece
    if (text.length < charactersAtOnce) continue
    hash.update(text)
    text = ''
    yield
  }
  hash.update(text)
}

const charactersAtOnce = 1 << 16
/** Some ten milliseconds. */
const bytesAtOnce = 1 << 21

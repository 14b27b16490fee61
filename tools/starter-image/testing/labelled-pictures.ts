import { existsSync, readFileSync } from 'node:fs'
import { RawImage } from '@huggingface/transformers'
import { readFile } from '../../../src/core/tables/testing.ts'
import { settings } from '../settings.ts'
import { resizeAsBrowser } from './resize.ts'

const data = '../shared/data'
/** The column that names what pictures were cut from: those of one source stay in one fold. */
const sources = { 'bccd-cells': 'source_image', 'pneumoniamnist-28': 'image' } as const

export type PictureSet = keyof typeof sources

export const picturesAreHere = Object.keys(sources).every((name) => existsSync(`${data}/${name}`))

export interface LabelledPictures {
  /** At the size that the encoder reads. */
  readonly pictures: readonly RawImage[]
  readonly y: Int32Array
  readonly classes: number
  readonly groups: Int32Array
}

/** 750 blood cells of three kinds (BCCD, MIT), or 624 chest radiographs (PneumoniaMNIST, CC BY 4.0); neither is ours. */
export async function readPictures(name: PictureSet): Promise<LabelledPictures> {
  const table = await readFile(readFileSync(`${data}/${name}/labels.csv`))
  const column = (title: string) => table.columns.find((candidate) => candidate.name === title)!.values
  const read = async (path: string) => {
    const picture = await RawImage.fromBlob(new Blob([readFileSync(`${data}/${name}/${path}`)]))
    return resizeAsBrowser(picture, settings.size, settings.size)
  }
  const [y, groups] = [numbered(column('label')), numbered(column(sources[name]))]
  return {
    pictures: await Promise.all(column('image').map(read)),
    y,
    classes: Math.max(...y) + 1,
    groups,
  }
}

/** Each value's place among the different ones, in alphabetical order. */
function numbered(values: readonly string[]): Int32Array {
  const names = new Map([...new Set(values)].sort().map((name, i) => [name, i]))
  return Int32Array.from(values, (value) => names.get(value)!)
}

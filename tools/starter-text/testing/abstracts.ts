import { existsSync, readFileSync } from 'node:fs'
import { readFile } from '../../../src/core/tables/testing.ts'

const path = '../shared/data/medical-abstracts/medical_abstracts_test.csv'

export const abstractsAreHere = existsSync(path)

/** 2,888 abstracts of five classes (Schopf et al. 2022, CC BY-SA 3.0); not part of this project. */
export async function readAbstracts(): Promise<{ texts: readonly string[]; y: Int32Array; classes: number }> {
  const table = await readFile(readFileSync(path))
  const column = (name: string) => table.columns.find((candidate) => candidate.name === name)!.values
  const labels = column('label')
  const names = [...new Set(labels)].sort()
  return {
    texts: column('medical_abstract'),
    y: Int32Array.from(labels, (label) => names.indexOf(label)),
    classes: names.length,
  }
}

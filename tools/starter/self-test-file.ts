import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SelfTest, SelfTestInput } from '../../src/core/encoders/self-test.ts'
import { row, type Matrix } from '../../src/core/math/matrix.ts'
import { jsonFile, writeFiles, type Files } from './model-folder.ts'

/** More digits would say what differs between processors. */
const significantDigits = 6

export interface SelfTestPlan<Input extends SelfTestInput> {
  readonly inputs: readonly Input[]
  readonly tolerance: number
  /** The inputs' vectors by the model in `${folder}${id}`, [inputs, dimensions]. */
  encode(inputs: readonly Input[], folder: string): Promise<Matrix>
}

/** self-test.json of a model that is not in its place yet: it is loaded from a temporary folder, as the app loads it. */
export async function selfTestFile<Input extends SelfTestInput>(
  id: string,
  files: Files,
  { inputs, tolerance, encode }: SelfTestPlan<Input>,
): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'nearside-model-'))
  try {
    writeFiles(join(folder, id), files)
    const X = await encode(inputs, `${folder}/`)
    const vectors = inputs.map((_, i) =>
      Array.from(row(X, i), (value) => Number(value.toPrecision(significantDigits))),
    )
    return jsonFile({ tolerance, inputs: [...inputs], vectors } satisfies SelfTest)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

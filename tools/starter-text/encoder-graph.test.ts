import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AutoModel, env, Tensor } from '@huggingface/transformers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeOnnx } from '../../src/core/onnx/write.ts'
import { encoderGraph } from './encoder-graph.ts'

/** Two dimensions. As words: 2 is (3, 4) times 0.5, 3 is (0, -5) times 2. As beginnings: 2 times 1, 3 not at all. */
const tables = {
  tokens: ['[PAD]', '[UNK]', 'east', 'south', '##s'],
  dimensions: 2,
  quantised: Int8Array.of(0, 0, 0, 0, 3, 4, 0, -5, 0, 0),
  asWord: Float32Array.of(0, 0, 0.5, 2, 0),
  asPrefix: Float32Array.of(0, 0, 1, 0, 0),
  continues: Float32Array.of(0, 0, 0, 0, 1),
}

const folder = mkdtempSync(join(tmpdir(), 'nearside-graph-'))
let model: Awaited<ReturnType<typeof AutoModel.from_pretrained>>

beforeAll(async () => {
  mkdirSync(join(folder, 'tiny', 'onnx'), { recursive: true })
  writeFileSync(join(folder, 'tiny', 'config.json'), JSON.stringify({ model_type: 'bert' }))
  writeFileSync(join(folder, 'tiny', 'onnx', 'model_quantized.onnx'), writeOnnx(encoderGraph(tables)))
  env.allowRemoteModels = false
  env.localModelPath = folder
  model = await AutoModel.from_pretrained('tiny', { device: 'cpu', dtype: 'q8' })
})

afterAll(async () => {
  await model.dispose()
  rmSync(folder, { recursive: true })
})

async function embed(ids: readonly (readonly number[])[], mask = ids.map((row) => row.map(() => 1))) {
  const tensor = (rows: readonly (readonly number[])[]) =>
    new Tensor('int64', BigInt64Array.from(rows.flat(), BigInt), [rows.length, rows[0]!.length])
  const { sentence_embedding: out } = await model({ input_ids: tensor(ids), attention_mask: tensor(mask) })
  expect(out.dims).toEqual([ids.length, 2])
  return Array.from({ length: ids.length }, (_, i) =>
    Array.from(out.data.slice(2 * i, 2 * i + 2) as Float32Array),
  )
}

/** Of length sqrt(2), in the direction of (x, y). */
function towards(x: number, y: number): number[] {
  const scale = Math.SQRT2 / Math.hypot(x, y)
  return [x * scale, y * scale]
}

function expectClose(actual: readonly number[][], expected: readonly number[][]): void {
  expect(actual).toEqual(expected.map((row) => row.map((value) => expect.closeTo(value, 5))))
}

test('a text is the weighted sum of its words, brought to length sqrt(d)', async () => {
  expectClose(await embed([[2], [3], [1]]), [towards(3, 4), towards(0, -5), [0, 0]])
  // 0.5 (3, 4) + 2 (0, -5)
  expectClose(await embed([[2, 3]]), [towards(1.5, -8)])
})

test('padding does not count, whatever its ids', async () => {
  expectClose(
    await embed(
      [
        [2, 0, 0],
        [2, 3, 3],
      ],
      [
        [1, 0, 0],
        [1, 0, 0],
      ],
    ),
    [towards(3, 4), towards(3, 4)],
  )
})

test('a token that more of its word follows counts as a beginning', async () => {
  // (3, 4) + 2 (0, -5): the first has weight 1 where it is continued
  expectClose(await embed([[2, 4, 3]]), [towards(3, -6)])
  // the second has none: the word is unknown
  expectClose(await embed([[3, 4]]), [[0, 0]])
})

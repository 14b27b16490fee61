import { beforeAll, describe, expect, test } from 'vitest'
import { fitMixed } from '../core/onnx/testing/fit-mixed.ts'
import { mixedCases } from '../core/onnx/testing/mixed-cases.ts'
import type { FinalModel } from '../core/model/final-model.ts'
import { packModel } from '../core/model/pack-model.ts'
import { useCpuBackend } from '../core/projection/testing/cpu-backend.ts'
import { createExportEngine } from './export-engine.ts'
import { createOnnxRuntime, type RunOnnxModel } from './onnx-runtime.ts'

const data = mixedCases(60, 3)
const texts = { score: '', card: { markdown: '', html: '' }, encoders: [] }
let model: FinalModel

beforeAll(async () => {
  await useCpuBackend()
  const choice = { projection: 'contrastive', fusion: 'per-modality', classifier: 'svc', recalibration: 'isotonic' } as const // prettier-ignore
  model = await fitMixed(data, choice)
})

const exported = (run: RunOnnxModel) =>
  createExportEngine(run).exportModel(packModel(model), { modalities: data.modalities, of: 60 }, texts)

describe('exporting a model', () => {
  test('onnxruntime-web computes what the app computes, from strings and float64 on', async () => {
    const { onnx, folder, check } = await exported(createOnnxRuntime())
    expect(check).toMatchObject({ cases: 60, of: 60, otherLabels: 0 })
    expect(check.largestDifference).toBeLessThan(1e-5)
    expect(onnx.length).toBeGreaterThan(1000)
    expect(folder.length).toBeGreaterThan(onnx.length)
  })

  test('a file that says something else is not offered', async () => {
    const run = createOnnxRuntime()
    const off: RunOnnxModel = async (bytes, feeds) => {
      const { probabilities, labels } = await run(bytes, feeds)
      return { labels, probabilities: probabilities.map((p, i) => (i === 4 ? p + 2e-4 : p)) }
    }
    await expect(exported(off)).rejects.toMatchObject({ code: 'export-differs', params: { cases: 60 } })
  })
})

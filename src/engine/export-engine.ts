import { Failure } from '../core/failure.ts'
import { openModel, predictProbabilities } from '../core/model/predict-cases.ts'
import { unpackModel } from '../core/model/pack-model.ts'
import { countCases } from '../core/model/space.ts'
import { compareProbabilities, tolerance } from '../core/onnx/export-check.ts'
import { deployFolder } from '../core/onnx/deploy-folder.ts'
import { feedsOf } from '../core/onnx/feeds.ts'
import { modelToOnnx } from '../core/onnx/model-file.ts'
import type { RunOnnxModel } from './onnx-runtime.ts'
import type { ExportWorker } from './protocol.ts'

/** Writes a model as ONNX, and offers it only where it says of training cases what the app says. */
export function createExportEngine(run: RunOnnxModel): ExportWorker {
  return {
    async exportModel(bytes, { modalities, of }, texts) {
      const model = unpackModel(bytes)
      const file = modelToOnnx(model)
      const own = await predictProbabilities(openModel(model), modalities)
      const cases = Int32Array.from({ length: countCases(modalities) }, (_, i) => i)
      const outputs = await run(file.bytes, feedsOf(file.inputs, modalities, cases))
      const check = compareProbabilities(own.data, outputs, model.classes, of)
      if (!(check.largestDifference <= tolerance))
        throw new Failure('export-differs', { cases: check.cases, difference: check.largestDifference })
      return { onnx: file.bytes, folder: deployFolder(model, file, check, texts), check }
    },
  }
}

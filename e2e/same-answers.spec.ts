import { resolve } from 'node:path'
import type { Prediction } from '../src/core/evaluation/types.ts'
import { robust, type AdaptSettings } from '../src/core/projection/presets.ts'
import { readResults, study, writeStudy } from './support/run-study.ts'
import { expect, test } from './support/test.ts'

const settings: AdaptSettings = {
  ...robust,
  contrastive: { ...robust.contrastive, hidden: 16, output: 8, epochs: 6 },
}

/** The class that a prediction says, the first of equals. */
const said = ({ proba }: Prediction): string =>
  Object.keys(proba).reduce((best, name) => (proba[name]! > proba[best]! ? name : best))

const keyOf = ({ proba: _proba, ...rest }: Prediction): string => JSON.stringify(rest)

test('[P12] R12: a study predicts the same classes on WebGPU as on WebAssembly, for 999 of 1,000 cases', async ({}, info) => {
  test.setTimeout(400_000)
  const path = writeStudy(info.outputPath('study'), {
    version: 1,
    name: 'two backends',
    files: [resolve('public/samples/synthetic-triage-notes.csv')],
    preset: settings,
    classifiers: ['lr', 'knn', 'centroid'],
    validation: { folds: 2 },
  })
  const predictions: Prediction[][] = []
  for (const backend of ['wasm', 'webgpu']) {
    const out = info.outputPath(backend)
    const { status, stderr } = await study(path, '--out', out, '--backend', backend)
    expect(status, stderr).toBe(0)
    const results = readResults(out)
    expect(results.environment.backend).toBe(backend)
    predictions.push([...results.predictions])
  }
  const [wasm, webgpu] = predictions as [Prediction[], Prediction[]]
  expect(webgpu.map(keyOf)).toEqual(wasm.map(keyOf))
  const differs = wasm.filter((one, i) => said(one) !== said(webgpu[i]!))
  const largest = Math.max(
    ...wasm.flatMap((one, i) =>
      Object.entries(one.proba).map(([name, p]) => Math.abs(p - webgpu[i]!.proba[name]!)),
    ),
  )
  info.annotations.push({
    type: 'figures',
    description: `${differs.length} of ${wasm.length} predictions differ; largest difference of a probability ${largest.toExponential(1)}`,
  })
  expect(differs.length / wasm.length).toBeLessThanOrEqual(0.001)
})

import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { classifierNames } from '../classifiers/registry.ts'
import { useCpuBackend } from '../projection/testing/cpu-backend.ts'
import { modelToOnnx } from './model-file.ts'
import { fitMixed } from './testing/fit-mixed.ts'
import { mixedCases } from './testing/mixed-cases.ts'
import { pythonWith } from '../../../tools/python.ts'

beforeAll(useCpuBackend)

const python = pythonWith('onnx')
const note = python ? '' : ' (skipped: no Python with the package onnx is here)'

const check = `
import json, sys, onnx
for path in sys.argv[1:]:
    model = onnx.load(path)
    onnx.checker.check_model(model, full_check=True)
    inferred = onnx.shape_inference.infer_shapes(model, check_type=True, strict_mode=True)
    print(json.dumps([[o.name, o.type.tensor_type.elem_type] for o in inferred.graph.output]))
    print(json.dumps({entry.key: entry.value for entry in model.metadata_props}))
`

test.skipIf(!python)(
  `onnx's own checker finds nothing wrong with any classifier's model${note}`,
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nearside-onnx-'))
    try {
      const data = mixedCases(60, 3)
      const paths: string[] = []
      for (const [i, classifier] of classifierNames.entries()) {
        const model = await fitMixed(data, {
          projection: i === 0 ? 'contrastive' : 'pca',
          fusion: i % 2 ? 'single' : 'per-modality',
          classifier,
          recalibration: (['none', 'platt', 'isotonic'] as const)[i % 3]!,
        })
        paths.push(join(folder, `${classifier}.onnx`))
        writeFileSync(paths.at(-1)!, modelToOnnx(model).bytes)
      }
      const lines = execFileSync(python!, ['-c', check, ...paths], { encoding: 'utf8' })
        .trim()
        .split('\n')
      expect(lines).toHaveLength(2 * paths.length)
      for (let i = 0; i < paths.length; i++) {
        // TensorProto.FLOAT and STRING
        expect(JSON.parse(lines[2 * i]!)).toEqual([
          ['probabilities', 1],
          ['label', 8],
        ])
        const metadata = JSON.parse(lines[2 * i + 1]!) as Record<string, string>
        expect(JSON.parse(metadata['nearside.procedure']!)).toMatchObject({ classifier: classifierNames[i] })
        expect(JSON.parse(metadata['nearside.classes']!)).toEqual(data.classes)
        expect(metadata['notice']).toMatch(/research use only/i)
      }
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
)

import {
  array,
  integer,
  type InferOutput,
  minValue,
  number,
  object,
  pipe,
  regex,
  safeParse,
  string,
} from 'valibot'
import { Failure } from '../failure.ts'

const schema = object({
  id: string(),
  revision: string(),
  files: array(
    object({
      /** Relative to the model's folder. */
      path: pipe(string(), regex(/^(?!\/)(?!.*\.\.)[\w./-]+$/)),
      bytes: pipe(number(), integer(), minValue(0)),
      sha256: pipe(string(), regex(/^[0-9a-f]{64}$/)),
    }),
  ),
})

/** manifest.json of a model folder: every file that may be loaded, with its size and SHA-256. */
export type ModelManifest = InferOutput<typeof schema>

/** @throws Failure 'model-corrupted' when it is no manifest, or one of another model or revision */
export function parseManifest(value: unknown, expected: { id: string; revision: string }): ModelManifest {
  const parsed = safeParse(schema, value)
  if (!parsed.success || parsed.output.id !== expected.id || parsed.output.revision !== expected.revision)
    throw new Failure('model-corrupted', { id: expected.id, file: 'manifest.json', reason: 'manifest' })
  return parsed.output
}

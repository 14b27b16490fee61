import { concatColumns, matrix, row, type Matrix } from '../math/matrix.ts'
import type { Rng } from '../math/rng.ts'
import type { FitContext, FittedProjection, Projection } from '../projection/projection.ts'
import { throwIfAborted } from '../signal.ts'
import type { FusedInput } from './fusion.ts'
import type { TrainingFold } from './training-fold.ts'

export interface FittedInput {
  readonly input: FusedInput
  readonly projection: FittedProjection
}

export interface FitOptions extends Pick<FitContext, 'signal' | 'onEpoch' | 'yieldToLoop'> {
  /** The random stream of an input, by its modality ('' for all in one). */
  readonly rngFor: (modality: string) => Rng
}

/** One projection for each input, fitted on the training rows that have it, watched on those of the same inner split. */
export async function fitInputs(
  projection: Projection,
  inputs: readonly FusedInput[],
  fold: TrainingFold,
  { rngFor, ...context }: FitOptions,
): Promise<FittedInput[]> {
  const fitted: FittedInput[] = []
  try {
    for (const input of inputs) {
      throwIfAborted(context.signal)
      const rows = Int32Array.from(fold.cases.keys()).filter((i) => input.has(fold.cases[i]!))
      const position = new Map(Array.from(rows, (original, i) => [original, i]))
      const within = (part: Int32Array): Int32Array =>
        part.filter((i) => position.has(i)).map((i) => position.get(i)!)
      fitted.push({
        input,
        projection: await projection.fit(
          {
            X: input.take(rows.map((i) => fold.cases[i]!)),
            y: rows.map((i) => fold.y[i]!),
            groups: rows.map((i) => fold.groups[i]!),
          },
          {
            ...context,
            rng: rngFor(input.modality ?? ''),
            inner: { fit: within(fold.inner.fit), validation: within(fold.inner.validation) },
          },
        ),
      })
    }
    return fitted
  } catch (failure) {
    fitted.forEach(({ projection }) => projection.dispose())
    throw failure
  }
}

/**
 * The classifier's input of any cases, [cases.length, sum of output dimensions and indicators]: a case without an
 * input has zeros there and, where training cases lack it too, a 1 in a column that says so (R7).
 * @param which 'transform', or 'innerTransform' for vectors to tune on (R3)
 */
export async function projectCases<Which extends 'transform' | 'innerTransform'>(
  fitted: readonly { readonly input: FusedInput; readonly projection: Pick<FittedProjection, Which> }[],
  cases: Int32Array,
  which: Which,
): Promise<Matrix> {
  const blocks: Matrix[] = []
  for (const { input, projection } of fitted) {
    const rows = Int32Array.from(cases.keys()).filter((i) => input.has(cases[i]!))
    const projected = await projection[which](input.take(rows.map((i) => cases[i]!)))
    const block = matrix(cases.length, projected.cols + (input.indicator ? 1 : 0))
    if (input.indicator)
      for (let i = 0; i < cases.length; i++) block.data[i * block.cols + projected.cols] = 1
    rows.forEach((original, i) => {
      block.data.set(row(projected, i), original * block.cols)
      if (input.indicator) block.data[original * block.cols + projected.cols] = 0
    })
    blocks.push(block)
  }
  return concatColumns(blocks)
}

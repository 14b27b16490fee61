import type { Matrix } from '../math/matrix.ts'
import { fitStandardScaler, standardise } from '../math/standardise.ts'
import type { FittedMethod, Method, MethodContext } from './method.ts'
import type { FitContext, FittedProjection, Projection, TrainingSet } from './projection.ts'
import { pick } from './rows.ts'
import type { Labelled } from './trainer.ts'

/**
 * A projection from a method: the inner fit on inner.fit, then the fit on all training rows (R3). With `scaled`, each of the
 * two has a StandardScaler of its own before it, fitted on the very rows that the method is fitted on (R2).
 */
export function compose<Inner extends FittedMethod>(method: Method<Inner>, scaled: boolean): Projection {
  return {
    name: method.name,
    async fit(train: TrainingSet, context: FitContext): Promise<FittedProjection> {
      const methodContext: MethodContext = { ...context, seed: context.rng.int(4294967296) }
      const fitRows = pick(train, context.inner.fit)
      const validationRows = pick(train, context.inner.validation)

      const innerScale = scaling(fitRows.X, scaled)
      const inner = await method.fitInner(
        scaledBy(innerScale, fitRows),
        scaledBy(innerScale, validationRows),
        methodContext,
      )
      const innerTransform = (X: Matrix) => inner.transform(innerScale(X))

      const scale = scaling(train.X, scaled)
      const all = await method.fitAll(scaledBy(scale, train), inner, methodContext)
      const { outputDimensions, details } = all ?? inner
      const transform = all ? (X: Matrix) => all.transform(scale(X)) : innerTransform
      // the fitted parts are plain arrays; nothing stays on a device between calls
      const dispose = (): void => undefined
      return { transform, innerTransform, outputDimensions, details, dispose }
    },
  }
}

function scaling(rows: Matrix, scaled: boolean): (X: Matrix) => Matrix {
  if (!scaled) return (X) => X
  const scaler = fitStandardScaler(rows)
  return (X) => standardise(scaler, X)
}

function scaledBy(scale: (X: Matrix) => Matrix, { X, y }: Labelled): Labelled {
  return { X: scale(X), y }
}

import type { Matrix } from '../math/matrix.ts'
import { fitStandardScaler, standardise, type StandardScaler } from '../math/standardise.ts'
import type { FittedMethod, Method, MethodContext } from './method.ts'
import type {
  FitContext,
  FittedProjection,
  FittedTransform,
  Projection,
  ProjectionName,
  TrainingSet,
} from './projection.ts'
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

      const innerScaler = scaled ? fitStandardScaler(fitRows.X) : null
      const inner = await method.fitInner(
        scaledRows(innerScaler, fitRows),
        scaledRows(innerScaler, validationRows),
        methodContext,
      )
      const fittedInner = scaledMethod(method.name, innerScaler, inner)

      const scaler = scaled ? fitStandardScaler(train.X) : null
      const all = await method.fitAll(scaledRows(scaler, train), inner, methodContext)
      return {
        ...(all ? scaledMethod(method.name, scaler, all) : fittedInner),
        innerTransform: fittedInner.transform,
        // the fitted parts are plain arrays; nothing stays on a device between calls
        dispose: (): void => undefined,
      }
    },
  }
}

/** A fitted method with the scaling before it; null: none. */
export function scaledMethod(
  name: ProjectionName,
  scaler: StandardScaler | null,
  { transform, outputDimensions, details, parameters }: FittedMethod,
): FittedTransform {
  return {
    transform: (X) => transform(scaledBy(scaler, X)),
    outputDimensions,
    details,
    toJSON: () => ({
      name,
      version: 1,
      scaler: scaler && { mean: [...scaler.mean], scale: [...scaler.scale] },
      details,
      parameters: parameters(),
    }),
  }
}

const scaledBy = (scaler: StandardScaler | null, X: Matrix): Matrix => (scaler ? standardise(scaler, X) : X)

const scaledRows = (scaler: StandardScaler | null, { X, y }: Labelled): Labelled => ({
  X: scaledBy(scaler, X),
  y,
})

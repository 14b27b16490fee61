import { array, number, object } from 'valibot'
import { shortestFloat32 } from '../math/float32.ts'
import type { Matrix } from '../math/matrix.ts'
import { fitPca, transformPca, type Pca } from '../math/pca.ts'
import type { Signal } from '../signal.ts'
import type { FittedMethod, Method } from './method.ts'
import type { AdaptSettings } from './presets.ts'
import type { Labelled } from './trainer.ts'

/**
 * Principal components. Their number is capped by the rank of the centred training rows, at most min(n - 1, d): n centred
 * rows span n - 1 dimensions, and the reference's fixed 128 fails on fewer cases. details: `components` is the number
 * used, `componentsInner` that of the inner fit, which has fewer rows, `componentsAsked` the settings' one; `varianceKept` the share of
 * the variance that the used ones hold.
 */
export function pca(settings: AdaptSettings['pca']): Method {
  const fit = async ({ X }: Labelled, signal: Signal | undefined): Promise<FittedMethod> => {
    const fitted = fitPca(X, settings.components, signal)
    return onComponents(fitted, {
      components: fitted.components.rows,
      componentsAsked: settings.components,
      varianceKept: fitted.explainedVarianceRatio.reduce((sum, share) => sum + share, 0),
    })
  }
  return {
    name: 'pca',
    fitInner: (rows, _validation, context) => fit(rows, context.signal),
    async fitAll(rows, inner, context) {
      const all = await fit(rows, context.signal)
      return { ...all, details: { ...all.details, componentsInner: inner.outputDimensions } }
    },
  }
}

export const pcaParameters = object({
  /** [d] */
  mean: array(number()),
  /** k components one after the other, [k * d]. */
  components: array(number()),
})

/** Coordinates on components that were fitted, [m, d] -> [m, k]. */
export function onComponents(
  pca: Pick<Pca, 'mean' | 'components'>,
  details: FittedMethod['details'],
): FittedMethod {
  return {
    transform: (X: Matrix) => transformPca(pca, X),
    outputDimensions: pca.components.rows,
    details,
    parameters: () => ({
      mean: [...pca.mean],
      components: Array.from(pca.components.data, shortestFloat32),
    }),
  }
}

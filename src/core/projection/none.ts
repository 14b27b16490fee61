import { integer, minValue, number, object, pipe } from 'valibot'
import type { FittedMethod, Method } from './method.ts'

export const noneParameters = object({ dimensions: pipe(number(), integer(), minValue(0)) })

/** The vectors as they are (scaled where the settings say so): what a projection has to beat. */
export const none: Method = {
  name: 'none',
  fitInner: async (fit) => unchanged(fit.X.cols),
  fitAll: async (train) => unchanged(train.X.cols),
}

export function unchanged(dimensions: number): FittedMethod {
  return {
    transform: (X) => X,
    outputDimensions: dimensions,
    details: {},
    parameters: () => ({ dimensions }),
  }
}

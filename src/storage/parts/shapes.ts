import { array, integer, looseObject, minValue, number, pipe, string } from 'valibot'

/** A whole number of at least 0. */
export const count = pipe(number(), integer(), minValue(0))

/** What every version of a study's settings has, and the screens read. */
export const studySettings = {
  projections: array(string()),
  classifiers: array(string()),
  validation: looseObject({ folds: count, repeats: count, seed: count }),
  primary: looseObject({ metric: string(), classifier: string(), compare: array(string()) }),
}

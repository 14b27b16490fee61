import {
  array,
  boolean,
  integer,
  maxLength,
  minLength,
  minValue,
  nullable,
  number,
  object,
  picklist,
  pipe,
} from 'valibot'
import { Failure } from '../failure.ts'
import { classWeightNames, type ClassWeight } from '../projection/presets.ts'
import { checkColumns, checkTraining, parametersOf } from './checks.ts'
import type { Classifier, ClassifierJson, FittedClassifier } from './classifier.ts'
import { chooseC } from './lr-choose.ts'
import { lrProba, prepareLr, type LrModel } from './lr-model.ts'

const name = 'lr'

/** Tight enough that coefficients agree with scikit-learn's exact solver to about 1e-7. */
const tolerance = 1e-6

const count = pipe(number(), integer(), minValue(0))
const schema = object({
  classes: count,
  present: pipe(array(count), minLength(1), maxLength(1000)),
  cols: count,
  C: number(),
  classWeight: nullable(picklist(classWeightNames)),
  iterations: count,
  converged: boolean(),
  weights: array(number()),
  intercepts: array(number()),
})

/**
 * L2-regularised logistic regression: scikit-learn's LogisticRegression, solved to its optimum. With several candidates
 * of C the inner split chooses (R3), then all rows are fitted. Deterministic: the generator is not used. details: `C` of the
 * fit, `converged`, and `chosenWithoutValidation` where the inner split could not choose.
 * @param C candidates of the inverse regularisation strength, at least one, all above 0
 */
export function lr({ C }: { readonly C: readonly number[] }, classWeight: ClassWeight = null): Classifier {
  return {
    name,
    async fit(X, y, { classes, tuning, signal }) {
      checkTraining(name, X, y)
      if (C.length > 1) {
        checkTraining(name, tuning.fit.X, tuning.fit.y)
        checkColumns(name, tuning.validation.X, tuning.fit.X.cols)
      }
      const choice =
        C.length > 1 ? chooseC(C, tuning, classes, classWeight, signal) : { C: C[0]!, validated: true }
      const model = prepareLr({ X, y, classes, classWeight })(choice.C, { tolerance, signal })
      return fitted(model, choice.validated ? {} : { chosenWithoutValidation: 1 })
    },
  }
}

/** @throws Failure 'classifier-unreadable' */
export const lrFromJson = (json: ClassifierJson): FittedClassifier => fitted(lrModelOf(json))

/** What was fitted, from its JSON. @throws Failure 'classifier-unreadable' */
export function lrModelOf(json: ClassifierJson): LrModel {
  const parameters = parametersOf(name, schema, json)
  const { classes, present, cols, weights, intercepts } = parameters
  const outputs = present.length < 3 ? present.length - 1 : present.length
  if (
    intercepts.length !== outputs ||
    weights.length !== outputs * cols ||
    present.some((c, k) => c >= classes || (k > 0 && c <= present[k - 1]!))
  )
    throw new Failure('classifier-unreadable', { classifier: name })
  return {
    ...parameters,
    weights: Float64Array.from(weights),
    intercepts: Float64Array.from(intercepts),
  }
}

function fitted(model: LrModel, choice: Readonly<Record<string, number>> = {}): FittedClassifier {
  return {
    details: { C: model.C, converged: Number(model.converged), ...choice },
    chosen: lr({ C: [model.C] }, model.classWeight),
    predictProba(X) {
      checkColumns(name, X, model.cols)
      return lrProba(model, X)
    },
    toJSON: () => ({
      name,
      version: 1,
      parameters: { ...model, weights: [...model.weights], intercepts: [...model.intercepts] },
    }),
  }
}

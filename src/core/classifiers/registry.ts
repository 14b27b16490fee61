import type { AdaptSettings } from '../projection/presets.ts'
import { cart, cartFromJson } from './cart.ts'
import type { Classifier, ClassifierJson, FittedClassifier } from './classifier.ts'
import { knn, knnFromJson } from './knn.ts'
import { lr, lrFromJson } from './lr.ts'

export interface ClassifierEntry {
  /** As the screens and the report name it. */
  readonly title: string
  create(settings: AdaptSettings['classifiers']): Classifier
  /** @throws Failure 'classifier-unreadable' when the JSON is of another classifier or version, or damaged */
  fromJSON(json: ClassifierJson): FittedClassifier
}

/** Every classifier by its name in a study file, in the order in which they are shown. */
export const classifierRegistry: Readonly<Record<string, ClassifierEntry>> = {
  lr: { title: 'Logistic regression', create: ({ lr: settings }) => lr(settings), fromJSON: lrFromJson },
  knn: { title: 'k nearest neighbours', create: ({ knn: settings }) => knn(settings), fromJSON: knnFromJson },
  cart: {
    title: 'Decision tree (CART)',
    create: ({ cart: settings }) => cart(settings),
    fromJSON: cartFromJson,
  },
}

export const classifierNames: readonly string[] = Object.keys(classifierRegistry)

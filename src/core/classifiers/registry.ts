import type { AdaptSettings } from '../projection/presets.ts'
import { cart, cartFromJson } from './cart.ts'
import { centroid, centroidFromJson } from './centroid.ts'
import type { Classifier, ClassifierJson, FittedClassifier } from './classifier.ts'
import { gbm, gbmFromJson } from './gbm.ts'
import { knn, knnFromJson } from './knn.ts'
import { lr, lrFromJson } from './lr.ts'
import { rf, rfFromJson } from './rf.ts'
import { xgb, xgbFromJson } from './xgb.ts'
import { mlp, mlpFromJson } from './mlp.ts'
import { svc, svcFromJson } from './svc.ts'

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
  rf: { title: 'Random forest', create: ({ rf: settings }) => rf(settings), fromJSON: rfFromJson },
  gbm: { title: 'Gradient boosting', create: ({ gbm: settings }) => gbm(settings), fromJSON: gbmFromJson },
  xgb: {
    title: 'Regularised boosting (XGBoost)',
    create: ({ xgb: settings }) => xgb(settings),
    fromJSON: xgbFromJson,
  },
  svc: {
    title: 'Support vectors (rbf)',
    create: ({ svc: settings }) => svc(settings),
    fromJSON: svcFromJson,
  },
  mlp: {
    title: 'Multilayer perceptron',
    create: ({ mlp: settings }) => mlp(settings),
    fromJSON: mlpFromJson,
  },
  centroid: { title: 'Nearest centroid', create: () => centroid(), fromJSON: centroidFromJson },
}

export const classifierNames: readonly string[] = Object.keys(classifierRegistry)

import { gbm, xgb } from './boosted.ts'
import { cart } from './cart.ts'
import { centroid } from './centroid.ts'
import type { ClassifierPart } from './classifier-part.ts'
import { knn } from './knn.ts'
import { lr } from './lr.ts'
import { mlp } from './mlp.ts'
import { rf } from './rf.ts'
import { svc } from './svc.ts'

/** How each classifier of core/classifiers/registry.ts is written as ONNX, by the same names. */
export const classifierParts: Readonly<Record<string, ClassifierPart>> = {
  lr,
  knn,
  cart,
  rf,
  gbm,
  xgb,
  svc,
  mlp,
  centroid,
}

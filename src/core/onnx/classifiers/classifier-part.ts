import type { ClassifierJson } from '../../classifiers/classifier.ts'
import type { GraphBuilder } from '../builder.ts'

/**
 * A classifier as operators: they compute what its predictProba computes, in float64 where that does.
 * @param x the name of a float32 value [n, d]
 * @returns the name of the probabilities, float64 [n, classes]
 * @throws Failure 'classifier-unreadable'
 */
export type ClassifierPart = (builder: GraphBuilder, x: string, json: ClassifierJson) => string

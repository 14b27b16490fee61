import type { LossName, PresetName } from '../projection/presets.ts'
import { presets } from '../projection/presets.ts'
import type { ProjectionName } from '../projection/projection.ts'
import type { FusionName } from './study.ts'

/*
 * The names a study may use, where their registry cannot be asked: it loads tfjs, and a study is read on the page too.
 * The types make the compiler insist on every name.
 */
const projections: Readonly<Record<ProjectionName, true>> = { none: true, pca: true, contrastive: true }
const fusions: Readonly<Record<FusionName, true>> = { single: true, 'per-modality': true }
const losses: Readonly<Record<LossName, true>> = { pair: true, 'pair-cosine': true, supcon: true }

export const projectionNames = Object.keys(projections) as readonly ProjectionName[]
export const fusionNames = Object.keys(fusions) as readonly FusionName[]
export const lossNames = Object.keys(losses) as readonly LossName[]
export const presetNames = Object.keys(presets) as readonly PresetName[]

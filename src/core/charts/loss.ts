import type { EpochReport } from '../projection/projection.ts'
import { formatMetric } from '../format.ts'
import { linearScale } from './scale.ts'
import { numberAxis, type Axis, type Look, type Point, type XYChart } from './xy-chart.ts'

const looks: Readonly<Record<'training' | 'validation' | 'refit', Look>> = {
  training: { colour: 'none', shape: null, dashed: false },
  validation: { colour: 'contrastive', shape: 'diamond', dashed: false },
  refit: { colour: 'pca', shape: null, dashed: true },
}

/**
 * Training and inner validation loss by epoch of one fit, and the refit's training loss: where it trains several networks, those
 * of the newest one of each. The table has them all.
 */
export function lossChart(reports: readonly EpochReport[]): XYChart {
  const search = newest(reports, 'search')
  const refit = newest(reports, 'refit')
  const epochs = [...search, ...refit]
  const validation = search.flatMap((e) =>
    e.validationLoss === null ? [] : [{ x: e.epoch, y: e.validationLoss }],
  )
  const best = validation.reduce<(typeof validation)[number] | null>(
    (top, point) => (top && top.y <= point.y ? top : point),
    null,
  )
  const trained = (phase: readonly EpochReport[]): Point[] =>
    phase.map((e) => ({ x: e.epoch, y: e.trainLoss }))
  const last = reports.at(-1)
  const series = [
    { ...looks.training, label: 'Training', line: trained(search), points: [] },
    { ...looks.validation, label: 'Held-back part', line: validation, points: best ? [best] : [] },
    { ...looks.refit, label: 'Refit on all', line: trained(refit), points: [] },
  ].filter(({ line }) => line.length > 0)
  return {
    title: 'Loss curves',
    n: `${reports.length} epochs finished`,
    x: epochAxis(Math.max(5, ...epochs.map((e) => e.epoch))),
    y: numberAxis(
      'Loss',
      epochs.flatMap((e) => (e.validationLoss === null ? [e.trainLoss] : [e.trainLoss, e.validationLoss])),
      4,
    ),
    series,
    summary: last
      ? `${beginning(last)} ${last.epoch}, training loss ${last.trainLoss.toFixed(3)}${best ? `, lowest validation loss ${best.y.toFixed(3)} at epoch ${best.x}` : ''}.`
      : 'No epoch finished yet.',
    table: {
      columns: ['Phase', 'Network', 'Epoch', 'Training loss', 'Validation loss'],
      rows: reports.map((e) => [
        e.phase,
        `${e.network}`,
        `${e.epoch}`,
        formatMetric(e.trainLoss, 3),
        formatMetric(e.validationLoss, 3),
      ]),
    },
  }
}

/** The phase's reports since a network last began. */
function newest(reports: readonly EpochReport[], phase: EpochReport['phase']): readonly EpochReport[] {
  const all = reports.filter((report) => report.phase === phase)
  const first = all.findLastIndex(({ epoch }) => epoch === 1)
  return all.slice(Math.max(0, first))
}

/** "Epoch", or "Network 2 of 5, epoch" where there are several. */
function beginning({ network, networks, phase }: EpochReport): string {
  if (networks === 1) return 'Epoch'
  return `${phase === 'search' ? 'Network' : 'Refit of network'} ${network} of ${networks}, epoch`
}

/** From the first epoch, which is 1, to the last, with both of them and round numbers between as ticks. */
function epochAxis(last: number): Axis {
  const round = linearScale([0, last], [0, 1], 6).ticks
  const gap = (round[1]! - round[0]!) / 2
  const ticks = [1, ...round.filter((tick) => tick > 1 && tick < last - gap), last]
  return { label: 'Epoch', domain: [1, last], ticks: ticks.map((at) => ({ at, label: `${at}` })) }
}

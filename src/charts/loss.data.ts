import type { EpochReport } from '../core/projection/projection.ts'
import { linearScale, type LinearScale } from './scale.ts'

export interface LossChart {
  readonly width: number
  readonly height: number
  readonly x: LinearScale
  readonly y: LinearScale
  readonly axisY: number
  readonly axisX: number
  readonly lines: readonly { readonly name: 'training' | 'validation' | 'refit'; readonly points: string }[]
  readonly best: { readonly x: number; readonly y: number; readonly epoch: number } | null
  readonly summary: string
}

/**
 * Training and inner validation loss by epoch of one fit, and the refit's training loss: where it trains several networks, those
 * of the newest one of each.
 */
export function lossChart(reports: readonly EpochReport[], width = 560, height = 220): LossChart {
  const search = newest(reports, 'search')
  const refit = newest(reports, 'refit')
  const epochs = [...search, ...refit]
  const margin = { left: 64, right: 12, top: 8, bottom: 36 }
  const values = epochs.flatMap((e) =>
    e.validationLoss === null ? [e.trainLoss] : [e.trainLoss, e.validationLoss],
  )
  const y = linearScale(
    values.length > 0 ? [Math.min(...values), Math.max(...values)] : [0, 1],
    [height - margin.bottom, margin.top],
    4,
  )
  const x = epochScale(Math.max(5, ...epochs.map((e) => e.epoch)), [margin.left, width - margin.right])
  const line = (points: readonly (readonly [number, number])[]): string =>
    points.map(([epoch, loss]) => `${x.at(epoch).toFixed(1)},${y.at(loss).toFixed(1)}`).join(' ')
  const validation = search.flatMap((e) =>
    e.validationLoss === null ? [] : [[e.epoch, e.validationLoss] as const],
  )
  const best = validation.reduce<readonly [number, number] | null>(
    (top, point) => (top && top[1] <= point[1] ? top : point),
    null,
  )
  const last = reports.at(-1)
  return {
    width,
    height,
    x,
    y,
    axisY: height - margin.bottom,
    axisX: margin.left,
    lines: [
      { name: 'training', points: line(search.map((e) => [e.epoch, e.trainLoss])) },
      { name: 'validation', points: line(validation) },
      {
        name: 'refit',
        points: line(refit.map((e) => [e.epoch, e.trainLoss])),
      },
    ],
    best: best && { x: x.at(best[0]), y: y.at(best[1]), epoch: best[0] },
    summary: last
      ? `${beginning(last)} ${last.epoch}, training loss ${last.trainLoss.toFixed(3)}${best ? `, lowest validation loss ${best[1].toFixed(3)} at epoch ${best[0]}` : ''}.`
      : 'No epoch finished yet.',
  }
}

/** The phase's reports since a network last began. */
function newest(reports: readonly EpochReport[], phase: EpochReport['phase']): readonly EpochReport[] {
  const all = reports.filter((report) => report.phase === phase)
  return all.slice(
    Math.max(
      0,
      all.findLastIndex(({ epoch }) => epoch === 1),
    ),
  )
}

/** "Epoch", or "Network 2 of 5, epoch" where there are several. */
function beginning({ network, networks, phase }: EpochReport): string {
  if (networks === 1) return 'Epoch'
  return `${phase === 'search' ? 'Network' : 'Refit of network'} ${network} of ${networks}, epoch`
}

/** From the first epoch, which is 1, to the last, with both of them and round numbers between as ticks. */
function epochScale(last: number, [left, right]: readonly [number, number]): LinearScale {
  const round = linearScale([0, last], [left, right], 6).ticks
  const gap = (round[1]! - round[0]!) / 2
  const ticks = [1, ...round.filter((tick) => tick > 1 && tick < last - gap), last]
  return {
    ticks,
    decimals: 0,
    domain: [1, last],
    at: (epoch) => left + ((epoch - 1) / (last - 1)) * (right - left),
  }
}

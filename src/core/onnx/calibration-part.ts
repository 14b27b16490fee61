import type { CalibrationMap, Calibrator } from '../evaluation/performance/calibrator.ts'
import { logitMargin } from '../evaluation/metrics/calibration-line.ts'
import type { GraphBuilder } from './builder.ts'
import { cast, repeatRow, scalar, sumOver, unsqueeze, withComplement } from './expressions.ts'
import { float64, int64 } from './parts.ts'

/** Calibrated probabilities, as `calibrate` makes them: float64 [n, classes] -> the same. */
export function addCalibrator(
  builder: GraphBuilder,
  proba: string,
  { positive, maps }: Calibrator,
  classes: number,
): string {
  const mapped = maps.map((map, m) => {
    const place = builder.constant(int64(`place_${positive ?? m}`, [positive ?? m]))
    return addMap(builder, builder.add('Gather', [proba, place], { axis: 1 }), map, `calibration${m}`)
  })
  if (positive !== null) {
    const p = mapped[0]!
    return withComplement(builder, positive === 1 ? p : builder.add('Sub', [scalar(builder, 1), p]))
  }
  const all = builder.add('Concat', mapped, { axis: 1 })
  const sum = unsqueeze(builder, sumOver(builder, all, 1), 1)
  const isNone = builder.add('Equal', [sum, scalar(builder, 0)])
  return builder.add('Where', [isNone, scalar(builder, 1 / classes), builder.add('Div', [all, sum])])
}

/** p [n, 1] -> [n, 1] */
function addMap(builder: GraphBuilder, p: string, map: CalibrationMap, scope: string): string {
  if (map.method === 'isotonic') return addIsotonic(builder, p, map, scope)
  const kept = builder.add('Clip', [p, scalar(builder, logitMargin), scalar(builder, 1 - logitMargin)])
  const odds = builder.add('Div', [kept, builder.add('Sub', [scalar(builder, 1), kept])])
  const score = builder.add('Mul', [builder.add('Log', [odds]), scalar(builder, -map.slope)])
  return builder.add('Sigmoid', [builder.add('Add', [score, scalar(builder, -map.offset)])])
}

/** Linear between the two points that p lies between; beyond the first and last, their values. */
function addIsotonic(
  builder: GraphBuilder,
  p: string,
  { x, y }: Extract<CalibrationMap, { method: 'isotonic' }>,
  scope: string,
): string {
  const points = x.length
  if (points === 1) return repeatRow(builder, builder.constant(float64(`${scope}_y`, [1, 1], y)), 1, p)
  const constant = (name: string, values: readonly number[]): string =>
    builder.constant(float64(`${scope}_${name}`, [values.length], values))
  // how many of the inner points lie at or below p is the number of the stretch that it is in
  const inner = constant('inner', x.slice(1, -1))
  const reached = cast(builder, builder.add('GreaterOrEqual', [p, inner]), 'int64')
  const stretch = unsqueeze(builder, sumOver(builder, reached, 1), 1)
  const at = (name: string, values: readonly number[]): string =>
    builder.add('Gather', [constant(name, values), stretch])
  const from = at('from', x.slice(0, -1))
  const length = at(
    'length',
    x.slice(1).map((value, i) => value - x[i]!),
  )
  const share = builder.add('Clip', [
    builder.add('Div', [builder.add('Sub', [p, from]), length]),
    scalar(builder, 0),
    scalar(builder, 1),
  ])
  const rise = at(
    'rise',
    y.slice(1).map((value, i) => value - y[i]!),
  )
  return builder.add('Add', [at('y', y.slice(0, -1)), builder.add('Mul', [share, rise])])
}

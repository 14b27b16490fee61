import type { Estimate } from '../evaluation/performance/performance.ts'
import { formatMetric, metricDigits } from '../format.ts'
import { html, type Html } from './html-text.ts'

/**
 * The interval below its value, where several of them side by side would be wider than A4.
 * @param show a number in words: `formatDifference` for one with its sign
 */
export function stackedEstimate(
  { value, ci95 }: Estimate,
  digits = metricDigits(ci95),
  show: (value: number, digits: number) => string = formatMetric,
): Html {
  if (value === null) return html`not defined`
  const interval = ci95 ? `${show(ci95[0], digits)} to ${show(ci95[1], digits)}` : 'no interval'
  return html`${show(value, digits)}<br /><small>${interval}</small>`
}

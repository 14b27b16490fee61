import type { PairedComparison } from '../../src/core/evaluation/compare.ts'
import { findMetric } from '../../src/core/evaluation/metrics/registry.ts'
import type { Results, Verdict } from '../../src/core/evaluation/types.ts'
import type { PresetName } from '../../src/core/projection/presets.ts'
import type { ProjectionName } from '../../src/core/projection/projection.ts'
import { estimateText, formatCount, formatDifference, formatPValue } from '../../src/core/format.ts'
import { classifierTitle, counted } from '../../src/core/report/words.ts'
import { citeNotice } from '../../src/strings/notices.ts'
import { presetTitles } from '../../src/strings/words.ts'
import { comparedRows, level, type ComparedRow, type PresetRun } from './comparisons.ts'
import { verdictMetric, type DataSet } from './data-sets.ts'

export interface DataSetRuns {
  readonly dataSet: DataSet
  readonly runs: readonly PresetRun[]
}

/** Shown beside the metric of the verdicts, without verdicts of its own. */
const otherMetric = 'f1_macro'
/** Differences of macro F1 below this count as worse: half a point of a hundred. */
const halfPoint = 0.005
const digits = 3

const marks: Readonly<Record<Verdict, string>> = { helps: ' ▲', harms: ' ▼', 'no benefit': '' }
const metricTitle = (metric: string): string => findMetric(metric)?.title ?? metric

/**
 * docs/RESULTS.md, before Prettier lines its tables up: the same runs give the same text.
 * @param sets at least one
 * @param missing data sets that were not run
 */
export function renderResults(sets: readonly DataSetRuns[], missing: readonly DataSet[] = []): string {
  const [{ results: first }] = sets[0]!.runs as [PresetRun]
  const { folds, repeats, seed } = first.study.validation
  const compared = sets.map(({ dataSet, runs }) => ({
    dataSet,
    verdicts: comparedRows(runs, verdictMetric),
    others: comparedRows(runs, otherMetric),
  }))
  return [
    '# What the projection does on public data',
    '    npm run results -- --data FOLDER --out docs/RESULTS.md',
    'makes this page: every classifier on the vectors as they are (none), on their principal components (PCA) and on the contrastive ' +
      'projection, with both presets, each case out of fold. Nothing is subsampled; what is left out is said where it is. ' +
      `${folds} folds, ${counted(repeats, 'repeat')}, seed ${seed}; ${environmentOf(first)}. Texts and pictures are read by the ` +
      'starter encoders that come with the app; larger encoders give other figures.',
    'Each preset is compared with its own baseline: “paper” standardises nothing, “robust” standardises for every projection, so that ' +
      'none and PCA differ between them.',
    ...(missing.length > 0 ? [`Not run yet: ${missing.map(({ title }) => title).join(', ')}.`] : []),
    '## Where it helps, does nothing, harms',
    `Differences of ${metricTitle(verdictMetric)}, projection minus none. **▲** helps, **▼** harms: p below ${level} by the corrected ` +
      `resampled t-test, after Holm’s correction for all ${compared[0]!.verdicts.length} comparisons of a data set. No mark: no difference is shown, ` +
      'which is not the same as none.',
    overview(compared),
    tally(compared),
    'In the tables below values have 95 % intervals from resampling patients; differences have 95 % intervals by the corrected resampled ' +
      't-test, not corrected for their number.',
    ...sets.flatMap((set, i) => section(set, compared[i]!)),
  ].join('\n\n')
}

function environmentOf({ environment: { app, browser, backend } }: Results): string {
  const version = /Chrome\/\d+/.exec(browser)?.[0].replace('/', ' ') ?? browser
  return `Nearside ${app} in ${version}, on ${backend}`
}

interface Compared {
  readonly dataSet: DataSet
  readonly verdicts: readonly ComparedRow[]
  readonly others: readonly ComparedRow[]
}

/** A line for each data set and preset, a column for each classifier. */
function overview(compared: readonly Compared[]): string {
  const classifiers = [...new Set(compared.flatMap(({ verdicts }) => verdicts.map((row) => row.classifier)))]
  const lines = compared.flatMap(({ dataSet, verdicts }) =>
    byPreset(verdicts).map(([preset, rows]) => [
      dataSet.title,
      preset,
      ...classifiers.map((name) => {
        const row = rows.find(({ classifier }) => classifier === name)
        const difference = row?.difference.difference ?? null
        return difference === null ? '–' : formatDifference(difference, digits) + marks[row!.verdict]
      }),
    ]),
  )
  return table(['Data', 'Preset', ...classifiers], lines)
}

/** How often each preset helps and harms, over all data sets and classifiers. */
function tally(compared: readonly Compared[]): string {
  const presetsRun = [...new Set(compared.flatMap(({ verdicts }) => verdicts.map((row) => row.preset)))]
  const lines = presetsRun.map((preset) => {
    const verdicts = compared.flatMap((set) => set.verdicts.filter((row) => row.preset === preset))
    const others = compared.flatMap((set) => set.others.filter((row) => row.preset === preset))
    const count = (verdict: Verdict): number => verdicts.filter((row) => row.verdict === verdict).length
    const worse = others.filter(({ difference }) => (difference.difference ?? 0) < -halfPoint).length
    return [preset, verdicts.length, count('helps'), count('no benefit'), count('harms'), worse]
  })
  return table(
    [
      'Preset',
      'Comparisons',
      'Helps',
      'No difference shown',
      'Harms',
      'Macro F1 below by more than half a point',
    ],
    lines,
  )
}

function section({ dataSet, runs }: DataSetRuns, { verdicts, others }: Compared): string[] {
  const [{ results }] = runs as [PresetRun]
  return [
    `## ${dataSet.title}`,
    `${dataSet.description} ${casesInWords(results)}`,
    noticesOf(runs),
    ...byPreset(verdicts).flatMap(([preset, rows]) => [
      `### ${dataSet.title}: ${presetTitles[preset]}`,
      metricTable(verdictMetric, rows, [
        ['p (Holm)', ({ p }) => formatPValue(p)],
        ['Verdict', ({ verdict }) => (verdict === 'no benefit' ? 'no difference shown' : `**${verdict}**`)],
      ]),
      metricTable(otherMetric, others.filter((row) => row.preset === preset), []),
    ]),
  ].filter((part) => part !== '') // prettier-ignore
}

function casesInWords({ data }: Results): string {
  const { cases, patients, classes, excluded } = data
  const who = patients === cases ? counted(cases, 'case') : `${counted(cases, 'case')} of ${formatCount(patients)} patients`
  const counts = Object.entries(classes).map(([name, count]) => `“${name}” ${formatCount(count)}`)
  const leftOut = excluded.map(({ reason, count }) => `${counted(count, 'row')} left out: ${reason}.`)
  return [`${who}: ${counts.join(', ')}.`, ...leftOut].join(' ')
} // prettier-ignore

/** What the app said of the data, each once. */
function noticesOf(runs: readonly PresetRun[]): string {
  const said = runs.flatMap(({ results }) => (results.data.notices ?? []).map(citeNotice))
  return [...new Set(said)].map((notice) => `- ${notice}`).join('\n')
}

type Column = readonly [title: string, cell: (row: ComparedRow) => string]

function metricTable(metric: string, rows: readonly ComparedRow[], more: readonly Column[]): string {
  const columns: Column[] = [
    [`${metricTitle(metric)} of`, ({ classifier }) => classifierTitle(classifier)],
    ...projections.map(([name, title]): Column => [
      title,
      ({ values }) => (values[name] ? estimateText(values[name].mean, values[name].ci95, digits) : '–'),
    ]),
    ['Projection − none', ({ difference }) => intervalText(difference)],
    ...more,
  ]
  const undefinedPairs = rows.reduce((sum, { difference }) => sum + difference.undefined_pairs, 0)
  const note =
    undefinedPairs > 0 ? `\n\nNot defined, and left out, in ${counted(undefinedPairs, 'fold')}.` : ''
  return table(columns.map(([title]) => title), rows.map((row) => columns.map(([, cell]) => cell(row)))) + note // prettier-ignore
}

/** "+0.029 (−0.004 to +0.062)": all of one page with the same decimals. */
function intervalText({ difference, ci95 }: PairedComparison): string {
  const signed = (value: number): string => formatDifference(value, digits)
  if (difference === null) return 'not defined'
  return ci95 ? `${signed(difference)} (${signed(ci95[0])} to ${signed(ci95[1])})` : signed(difference)
}

const projections: readonly (readonly [ProjectionName, string])[] = [
  ['none', 'None'],
  ['pca', 'PCA'],
  ['contrastive', 'Projection'],
]

function byPreset(rows: readonly ComparedRow[]): [PresetName, ComparedRow[]][] {
  return [...new Set(rows.map(({ preset }) => preset))].map((preset) => [
    preset,
    rows.filter((row) => row.preset === preset),
  ])
}

function table(columns: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]): string =>
    `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n')
}

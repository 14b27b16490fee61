import {
  array,
  check,
  instance,
  length,
  literal,
  looseObject,
  nullable,
  number,
  optional,
  picklist,
  pipe,
  strictObject,
  string,
} from 'valibot'
import { classifierNames } from '../../core/classifiers/registry.ts'
import { unitKey } from '../../core/evaluation/plan.ts'
import type { UnitResult } from '../../core/evaluation/types.ts'
import { encodeValue } from '../../core/keeping/values.ts'
import { projectionNames } from '../../core/projection/projection.ts'
import { fusionNames } from '../../core/study/study.ts'
import { cutIntoBlocks } from '../checked-blocks.ts'
import { checksum } from '../checksum.ts'
import { toJsonBytes } from '../json-bytes.ts'
import { readAllUnits, readResultBytes, readRun } from '../runs.ts'
import type { RunRecord } from '../schema.ts'
import { checked, checkedJson, require } from './checked.ts'
import type { ProjectPart, StoredRecord } from './part.ts'
import { anyNumber, byName, count, filledString, matrix, notice } from './shapes.ts'
import { study } from './study-shapes.ts'

const procedure = {
  projection: picklist(projectionNames),
  fusion: picklist(fusionNames),
  modalities: optional(array(string())),
}
const ofClassifier = { ...procedure, classifier: picklist(classifierNames) }

const comparison = looseObject({
  metric: string(),
  classifier: picklist(classifierNames),
  compare: pipe(array(picklist(projectionNames)), length(2)),
  difference: nullable(number()),
  ci95: nullable(pipe(array(number()), length(2))),
  verdict: picklist(['helps', 'no benefit', 'harms']),
})

const run = strictObject({
  name: filledString,
  createdAt: count,
  status: picklist(['running', 'done', 'cancelled', 'failed']),
  study,
  dataFingerprint: string(),
  computedWith: strictObject({ encoder: string(), backend: string(), app: string() }),
  failure: nullable(looseObject({ code: string(), params: looseObject({}) })),
  comparison: nullable(comparison),
  lockedCases: optional(nullable(string())),
})

const cell = looseObject({ ...ofClassifier, metrics: byName(nullable(number())) })

/** As many rows of probabilities as there are cases. */
const hasRows = (proba: Readonly<Record<string, { readonly rows: number }>>, cases: Int32Array): boolean =>
  Object.values(proba).every(({ rows }) => rows === cases.length)

const unit = pipe(
  looseObject({
    unit: looseObject({
      ...procedure,
      repeat: count,
      fold: count,
      train: instance(Int32Array),
      test: instance(Int32Array),
    }),
    cells: array(cell),
    proba: byName(matrix),
    inner: nullable(
      pipe(
        looseObject({ cases: instance(Int32Array), proba: byName(matrix) }),
        check(({ proba, cases }) => hasRows(proba, cases)),
      ),
    ),
    details: byName(anyNumber),
  }),
  check(({ proba, unit: { test } }) => hasRows(proba, test)),
)

const results = looseObject({
  version: literal(1),
  study,
  environment: looseObject({ app: string(), backend: string() }),
  data: looseObject({
    cases: count,
    patients: count,
    classes: byName(count),
    excluded: array(looseObject({ reason: string(), count })),
    notices: optional(array(notice)),
  }),
  cells: array(cell),
  summary: array(looseObject({ ...ofClassifier, metric: string(), mean: number() })),
  comparison,
  predictions: array(looseObject({ ...ofClassifier, case: string(), proba: byName(number()) })),
  timings: looseObject({}),
})

const runFile = (number: number): string => `runs/${number}/run.json`
const unitFile = (number: number, index: number): string => `runs/${number}/unit-${index}.json`
const resultsFile = (number: number): string => `runs/${number}/results.json`

/** Runs of studies with their finished units and results, in the order in which they were begun. */
export const runsPart: ProjectPart = {
  name: 'runs',
  title: 'Runs and results',
  holds:
    'The study, the tables and curves of every run, and for each case that was held out its ID with the predicted probabilities.',
  patientData: true,
  ofCases: false,
  stores: { runs: 'run', unitResults: 'run', resultBlocks: 'run' },
  async *read({ db, runIds }) {
    for (const [i, id] of runIds.entries()) {
      const { id: _, projectId: _project, resultBlocks, ...kept } = await readRun(db, id)
      yield { name: runFile(i), bytes: encodeValue(kept) }
      let next = 0
      for await (const result of readAllUnits(db, id))
        yield { name: unitFile(i, next++), bytes: encodeValue(result) }
      if (resultBlocks > 0) yield { name: resultsFile(i), bytes: await readResultBytes(db, id) }
    }
  },
  restore: (ids) => {
    const records: RunRecord[] = []
    let current: Omit<RunRecord, 'resultBlocks'> | null = null
    let units = new Set<string>()
    let resultBlocks = 0
    /** Nothing more belongs to the run that is read. */
    const endRun = (): void => {
      if (!current) return
      require((current.status === 'done') === resultBlocks > 0)
      records.push({ ...current, resultBlocks })
    }
    return {
      async add({ name, bytes }) {
        if (name === runFile(records.length + (current ? 1 : 0))) {
          endRun()
          const { projectId } = ids
          current = {
            id: ids.runId(records.length),
            projectId,
            ...checked(bytes, run),
          } as unknown as RunRecord
          units = new Set()
          resultBlocks = 0
          return []
        }
        require(current !== null && resultBlocks === 0)
        const { id: runId } = current
        if (name === resultsFile(records.length)) {
          checkedJson(bytes, results)
          const blocks = await cutIntoBlocks(bytes)
          resultBlocks = blocks.length
          return blocks.map((block, index): StoredRecord => ({
            store: 'resultBlocks',
            value: { runId, index, ...block },
          }))
        }
        require(name === unitFile(records.length, units.size))
        const result = checked(bytes, unit) as unknown as UnitResult
        const key = unitKey(result.unit)
        require(!units.has(key))
        units.add(key)
        const value = { runId, unitKey: key, result, checksum: await checksum(toJsonBytes(result)) }
        return [{ store: 'unitResults', value }]
      },
      end() {
        endRun()
        return records.map((value): StoredRecord => ({ store: 'runs', value }))
      },
    }
  },
}

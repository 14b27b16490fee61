import { fingerprintCases } from '../core/dataset/fingerprint.ts'
import { unitKey } from '../core/evaluation/plan.ts'
import type { Results, UnitResult } from '../core/evaluation/types.ts'
import { Failure, type FailureData, type FailureParams } from '../core/failure.ts'
import { cutIntoBlocks, joinBlocks } from './checked-blocks.ts'
import { checksum } from './checksum.ts'
import { fromJsonBytes, toJsonBytes } from './json-bytes.ts'
import type { Database, RunRecord } from './schema.ts'
import { keysUnder } from './keys.ts'
import { touchProject } from './touch.ts'
import { read, write } from './transaction.ts'

export type NewRun = Pick<RunRecord, 'projectId' | 'name' | 'study' | 'dataFingerprint' | 'computedWith'>

export interface Runs {
  /** Of one project, newest first. */
  list(projectId: string): Promise<RunRecord[]>
  /** @throws Failure 'not-found' */
  get(id: string): Promise<RunRecord>
  /** A run in state 'running'. */
  create(run: NewRun): Promise<RunRecord>
  rename(id: string, name: string): Promise<RunRecord>
  /** Resumes ('running') or ends a run without results. @throws Failure 'not-found' */
  setStatus(id: string, status: 'running' | 'cancelled'): Promise<RunRecord>
  fail(id: string, failure: FailureData): Promise<RunRecord>
  /** Forgets what a run has finished, since what follows is computed with something else. */
  startOver(id: string, computedWith: RunRecord['computedWith']): Promise<RunRecord>
  /** Stores the results and marks the run done, in one transaction. */
  finish(id: string, results: Results): Promise<RunRecord>
  /** null where the run has none. @throws Failure 'not-found', 'run-corrupted' */
  results(id: string): Promise<Results | null>
  /** One finished unit; storing it again replaces it. Resolves when it is on disk. */
  saveUnit(id: string, result: UnitResult): Promise<void>
  /**
   * The units finished so far, by unitKey: a run that was cancelled or crashed goes on from these. A damaged one is
   * left out, so that it is computed again.
   */
  units(id: string): Promise<Map<string, UnitResult>>
  delete(id: string): Promise<void>
}

export function createRuns(db: Database, now: () => number): Runs {
  const patch = (id: string, fields: Partial<RunRecord>): Promise<RunRecord> =>
    write(db, ['runs', 'projects'], async (tx) => {
      const run = { ...found(await tx.objectStore('runs').get(id)), ...fields }
      await tx.objectStore('runs').put(run)
      await touchProject(tx, run.projectId, now())
      return run
    })

  return {
    async list(projectId) {
      const runs = await read(() => db.getAllFromIndex('runs', 'projectId', projectId))
      return runs.sort((a, b) => b.createdAt - a.createdAt)
    },

    get: (id) => readRun(db, id),

    async create(fields) {
      const run: RunRecord = {
        ...fields,
        id: crypto.randomUUID(),
        createdAt: now(),
        status: 'running',
        failure: null,
        comparison: null,
        lockedCases: null,
        resultBlocks: 0,
      }
      await write(db, ['runs', 'projects'], async (tx) => {
        await tx.objectStore('runs').add(run)
        await touchProject(tx, run.projectId, run.createdAt)
      })
      return run
    },

    rename: (id, name) => patch(id, { name }),
    setStatus: (id, status) => patch(id, { status, failure: null }),
    fail: (id, failure) => patch(id, { status: 'failed', failure }),

    startOver: (id, computedWith) =>
      write(db, ['runs', 'unitResults', 'projects'], async (tx) => {
        const run: RunRecord = {
          ...found(await tx.objectStore('runs').get(id)),
          computedWith,
          status: 'running',
          failure: null,
        }
        await tx.objectStore('unitResults').delete(keysUnder(id))
        await tx.objectStore('runs').put(run)
        await touchProject(tx, run.projectId, now())
        return run
      }),

    async finish(id, results) {
      // the bytes of results.json
      const blocks = await cutIntoBlocks(toJsonBytes(results))
      const locked = results.locked_test
      const lockedCases = locked ? await fingerprintCases(locked.predictions.map((one) => one.case)) : null
      return write(db, ['runs', 'resultBlocks', 'projects'], async (tx) => {
        const run: RunRecord = {
          ...found(await tx.objectStore('runs').get(id)),
          status: 'done',
          failure: null,
          comparison: results.comparison,
          lockedCases,
          resultBlocks: blocks.length,
        }
        await tx.objectStore('resultBlocks').delete(keysUnder(id))
        for (const [index, block] of blocks.entries())
          await tx.objectStore('resultBlocks').add({ runId: id, index, ...block })
        await tx.objectStore('runs').put(run)
        await touchProject(tx, run.projectId, now())
        return run
      })
    },

    async results(id) {
      const { resultBlocks } = await readRun(db, id)
      return resultBlocks === 0 ? null : (fromJsonBytes(await readResultBytes(db, id)) as Results)
    },

    async saveUnit(id, result) {
      const sum = await checksum(toJsonBytes(result))
      const record = { runId: id, unitKey: unitKey(result.unit), result, checksum: sum }
      await write(db, ['runs', 'unitResults'], async (tx) => {
        found(await tx.objectStore('runs').get(id))
        await tx.objectStore('unitResults').put(record)
      })
    },

    async units(id) {
      const units = new Map<string, UnitResult>()
      for await (const result of readUnits(db, id)) if (result) units.set(unitKey(result.unit), result)
      return units
    },

    delete: (id) =>
      write(db, ['runs', 'unitResults', 'resultBlocks', 'projects'], async (tx) => {
        const run = await tx.objectStore('runs').get(id)
        if (run) await touchProject(tx, run.projectId, now())
        await tx.objectStore('runs').delete(id)
        await tx.objectStore('unitResults').delete(keysUnder(id))
        await tx.objectStore('resultBlocks').delete(keysUnder(id))
      }),
  }
}

/** @throws Failure 'not-found' */
export async function readRun(db: Database, id: string): Promise<RunRecord> {
  return found(await read(() => db.get('runs', id)))
}

/** The finished units in the order of their keys; null in the place of a damaged one. */
async function* readUnits(db: Database, runId: string): AsyncIterable<UnitResult | null> {
  const records = await read(() => db.getAll('unitResults', keysUnder(runId)))
  for (const { result, checksum: sum } of records)
    yield (await checksum(toJsonBytes(result))) === sum ? result : null
}

/** The same, none left out. @throws Failure 'not-found', 'run-corrupted' */
export async function* readAllUnits(db: Database, runId: string): AsyncIterable<UnitResult> {
  const run = await readRun(db, runId)
  const count = await read(() => db.count('unitResults', keysUnder(runId)))
  let index = 0
  for await (const result of readUnits(db, runId)) {
    if (!result) throw damaged(run, { piece: 'unit', index, count })
    yield result
    index += 1
  }
}

/** results.json as it is stored. @throws Failure 'not-found', 'run-corrupted' */
export async function readResultBytes(db: Database, runId: string): Promise<Uint8Array<ArrayBuffer>> {
  const run = await readRun(db, runId)
  const count = run.resultBlocks
  const blocks = await read(() => db.getAll('resultBlocks', keysUnder(runId)))
  return joinBlocks(blocks, count, (index) => damaged(run, { piece: 'results', index, count }))
}

const damaged = (
  { name, status }: RunRecord,
  where: Pick<FailureParams['run-corrupted'], 'piece' | 'index' | 'count'>,
): Failure => new Failure('run-corrupted', { run: name, ...where, done: status === 'done' })

function found(run: RunRecord | undefined): RunRecord {
  if (!run) throw new Failure('not-found', { what: 'run' })
  return run
}

import { describe, expect, it } from 'vitest'
import { matrix } from '../math/matrix.ts'
import { robust, type ContrastiveSettings } from './presets.ts'
import type { EpochReport } from './projection.ts'
import { syntheticRows } from './testing/synthetic.ts'
import { trainNetwork, type TrainPlan } from './train.ts'
import type { Trainer, TrainingJob } from './trainer.ts'

const rows = syntheticRows(20, 3, 2, 1)

/** A trainer whose validation losses are written down; its weights tell the epoch they are from. */
function scripted(validationLosses: readonly number[]) {
  const seen = { jobs: [] as TrainingJob[], orders: [] as Int32Array[], disposed: 0 }
  const trainer: Trainer = {
    name: 'scripted',
    project: async (_, X) => X,
    async start(job) {
      seen.jobs.push(job)
      let epoch = 0
      return {
        async epoch(order) {
          epoch++
          seen.orders.push(order)
          return { train: 10 - epoch, validation: job.validation ? validationLosses[epoch - 1]! : null }
        },
        gradient: () => Promise.reject(new Error('not asked for')),
        weights: async () => [{ W: matrix(1, 1, Float32Array.of(epoch)), b: new Float32Array(1) }],
        dispose: () => seen.disposed++,
      }
    },
  }
  return { trainer, seen }
}

const plan = (changes: Partial<TrainPlan>): TrainPlan => ({
  phase: 'search',
  network: 2,
  networks: 3,
  train: rows,
  validation: rows,
  epochs: 10,
  patience: 3,
  ...changes,
})

async function run(
  losses: readonly number[],
  changes: Partial<TrainPlan>,
  seed = 1,
  settings: ContrastiveSettings = robust.contrastive,
) {
  const { trainer, seen } = scripted(losses)
  const reports: EpochReport[] = []
  const trained = await trainNetwork(plan(changes), settings, trainer, {
    seed,
    onEpoch: (report) => void reports.push(report),
  })
  return { ...trained, from: trained.weights[0]!.W.data[0], reports, seen }
}

describe('trainNetwork', () => {
  it('R3: stops after `patience` epochs without a lower validation loss and keeps the best epoch’s weights', async () => {
    const { from, epoch, epochsRun, validationLoss } = await run([5, 4, 4.5, 3, 3, 3.1, 3.2, 1], {})
    expect([from, epoch, epochsRun, validationLoss]).toEqual([4, 4, 7, 3])
  })

  it('keeps the best epoch where the epochs run out first', async () => {
    const { from, epoch, epochsRun } = await run([5, 4, 3, 3.5], { epochs: 4 })
    expect([from, epoch, epochsRun]).toEqual([3, 3, 4])
  })

  it.each([
    ['without patience', { patience: null, epochs: 4 }, 4],
    ['without validation rows', { validation: null, epochs: 4 }, null],
  ])('%s it runs all epochs and keeps the last weights', async (_, changes, last) => {
    const { from, epoch, epochsRun, validationLoss } = await run([1, 2, 3, 4], changes)
    expect([from, epoch, epochsRun, validationLoss]).toEqual([4, 4, 4, last])
  })

  it('reports every epoch with its losses', async () => {
    const { reports } = await run([5, 4], { epochs: 2 })
    const place = { phase: 'search', network: 2, networks: 3, epochs: 2 }
    expect(reports).toEqual([
      { ...place, epoch: 1, trainLoss: 9, validationLoss: 5 },
      { ...place, epoch: 2, trainLoss: 8, validationLoss: 4 },
    ])
  })

  it('gives every epoch a new order of all rows', async () => {
    const { orders } = (await run([5, 4, 3], { epochs: 3 })).seen
    for (const order of orders) expect([...order].sort((a, b) => a - b)).toEqual([...rows.groups])
    expect(new Set(orders.map((order) => order.join())).size).toBe(3)
  })

  it('orders the rows by the settings’ rule: class-aware batches of two hold both rows of a class', async () => {
    const settings = { ...robust.contrastive, batches: 'class-aware', batchSize: 2 } as const
    const { orders } = (await run([5, 4], { epochs: 2 }, 1, settings)).seen
    for (const order of orders)
      for (let i = 0; i < 20; i += 2) expect(rows.y[order[i]!]).toBe(rows.y[order[i + 1]!])
  })

  it('R12: streams follow from seed and phase, and not from the validation rows', async () => {
    const streams = async (changes: Partial<TrainPlan>, seed: number) => {
      const { jobs, orders } = (await run([5, 4], { epochs: 2, ...changes }, seed)).seen
      return { initial: jobs[0]!.initial, orders }
    }
    const first = await streams({}, 1)
    expect(await streams({}, 1)).toEqual(first)
    expect(await streams({ validation: null }, 1)).toEqual(first)
    for (const other of [await streams({ phase: 'refit' }, 1), await streams({}, 2)]) {
      expect(other.initial).not.toEqual(first.initial)
      expect(other.orders).not.toEqual(first.orders)
    }
  })

  it('disposes the run, also when it is cancelled on the way', async () => {
    const { trainer, seen } = scripted([5, 4])
    const stop = async (): Promise<void> => Promise.reject(new Error('stop'))
    await expect(
      trainNetwork(plan({}), robust.contrastive, trainer, { seed: 1, onEpoch: stop }),
    ).rejects.toThrow('stop')
    expect(seen.disposed).toBe(1)
    expect((await run([5, 4], { epochs: 2 })).seen.disposed).toBe(1)
  })
})

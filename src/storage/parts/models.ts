import { is, optional, strictObject } from 'valibot'
import { encodeValue } from '../../core/keeping/values.ts'
import { refused } from '../../core/keeping/format.ts'
import { modelFacts } from '../../core/model/model-facts.ts'
import { parseModel } from '../../core/model/pack-model.ts'
import { cutIntoBlocks } from '../checked-blocks.ts'
import { readModelBytes } from '../final-models.ts'
import type { FinalModelRecord } from '../schema.ts'
import { read } from '../transaction.ts'
import { checked, require } from './checked.ts'
import type { ProjectPart, StoredRecord } from './part.ts'
import { finalModel } from './model-shape.ts'
import { count, filledString } from './shapes.ts'

const model = strictObject({
  createdAt: count,
  run: filledString,
  runNumber: optional(count),
})

const modelFile = (number: number): string => `models/${number}.json`
const bytesFile = (number: number): string => `models/${number}.bin`

/** Models that were fitted on all cases, as the app keeps them, in the order in which they were fitted. */
export const modelsPart: ProjectPart = {
  name: 'models',
  title: 'Fitted models',
  holds:
    'Every model that was fitted on all cases: projections, classifiers, and the vectors of training cases that it compares new ones with.',
  patientData: true,
  ofCases: true,
  stores: { finalModels: 'model', finalModelBlocks: 'model' },
  async *read({ db, project: { id }, runIds }) {
    const models = await read(() => db.getAllFromIndex('finalModels', 'projectId', id))
    const inOrder = models.toSorted((a, b) => a.createdAt - b.createdAt || a.run.localeCompare(b.run))
    for (const [i, { id: modelId, createdAt, run, runId }] of inOrder.entries()) {
      const runNumber = runId === undefined ? -1 : runIds.indexOf(runId)
      const kept = { createdAt, run, ...(runNumber >= 0 && { runNumber }) }
      yield { name: modelFile(i), bytes: encodeValue(kept) }
      yield { name: bytesFile(i), bytes: await readModelBytes(db, modelId) }
    }
  },
  restore({ projectId, runId }) {
    const records: FinalModelRecord[] = []
    let current: Pick<FinalModelRecord, 'createdAt' | 'run' | 'runId'> | null = null
    return {
      async add({ name, bytes }) {
        if (!current) {
          require(name === modelFile(records.length))
          const { createdAt, run, runNumber } = checked(bytes, model)
          current = { createdAt, run, ...(runNumber !== undefined && { runId: runId(runNumber) }) }
          return []
        }
        require(name === bytesFile(records.length))
        const about = factsOf(bytes)
        const modelId = crypto.randomUUID()
        const blocks = await cutIntoBlocks(bytes)
        records.push({ id: modelId, projectId, ...current, about, blocks: blocks.length })
        current = null
        return blocks.map((block, index): StoredRecord => ({
          store: 'finalModelBlocks',
          value: { modelId, index, ...block },
        }))
      },
      end() {
        require(current === null)
        return records.map((value): StoredRecord => ({ store: 'finalModels', value }))
      },
    }
  },
}

/**
 * Whether its networks and classifier can be read is found where they are opened, in a worker: reading them takes what trains them. What
 * a model of an earlier version lacks is computed there too.
 * @throws Failure 'archive-refused', 'content'
 */
function factsOf(bytes: Uint8Array): FinalModelRecord['about'] {
  let model
  try {
    model = parseModel(bytes)
  } catch {
    throw refused('content')
  }
  require(is(finalModel, model))
  return modelFacts(model)
}

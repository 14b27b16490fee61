import { setTimeout } from 'node:timers/promises'
import { encoderCards } from '../src/core/encoders/cards.ts'
import { Failure, toFailureData } from '../src/core/failure.ts'
import { wordFailure } from '../src/strings/failures.ts'
import { addModel } from './models/add.ts'
import { parseModelsArguments, type ModelsCommand } from './models/arguments.ts'
import { hubFromEnvironment } from './models/hub.ts'
import { installedIds, isShipped, MODELS } from './models/installed.ts'
import { listModels } from './models/list.ts'
import { removeModel } from './models/remove.ts'
import { verifyModel } from './models/verify.ts'
import { zipModel } from './models/zip.ts'
import { fromCaller, fromRoot } from './paths.ts'
import { runTool } from './run-tool.ts'

const log = (line: string): void => console.error(line)

async function add({ id, revision, dtype }: Extract<ModelsCommand, { name: 'add' }>): Promise<void> {
  if (isShipped(id)) throw new Error(`${id} comes with Nearside.`)
  const specs = await addModel(id, {
    hub: hubFromEnvironment(process.env),
    models: MODELS,
    cache: fromRoot('.cache', 'models'),
    cards: encoderCards,
    revision,
    dtype,
    log,
    wait: (milliseconds) => setTimeout(milliseconds),
  })
  for (const { modality, dimensions, dtype: stored, output, pooling, licence } of specs)
    console.log(
      `${id}: ${modality}, ${dimensions} numbers (${output}, pooling: ${pooling}), ${stored}. Licence: ${licence}.`,
    )
  console.log('Tried, and what it gave noted as its self-test. Start Nearside (npm start) to use it.')
}

async function verify(ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const differences = await verifyModel(MODELS, id)
    console.log(differences.length === 0 ? `${id}: as its manifest says` : `${id}: ${differences.join('; ')}`)
    if (differences.length > 0) process.exitCode = 1
  }
}

async function run(command: ModelsCommand): Promise<void> {
  switch (command.name) {
    case 'add':
      return add(command)
    case 'list':
      return console.log(await listModels(MODELS))
    case 'verify':
      return verify(command.id === undefined ? installedIds(MODELS) : [command.id])
    case 'remove':
      removeModel(MODELS, command.id)
      return console.log(`${command.id} is removed.`)
    case 'zip': {
      const out = fromCaller(command.out ?? `${command.id.replace('/', '--')}.zip`)
      await zipModel(MODELS, command.id, out)
      return console.log(out)
    }
  }
}

/** npm run models: which encoders are served beside the app. */
runTool(async () => {
  try {
    await run(parseModelsArguments(process.argv.slice(2)))
  } catch (thrown) {
    throw thrown instanceof Failure ? new Error(wordFailure(toFailureData(thrown, 'models')).what) : thrown
  }
})

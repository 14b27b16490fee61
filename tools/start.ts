import { parseArgs } from 'node:util'
import { buildIfStale } from './build.ts'
import { runTool } from './run-tool.ts'
import { DEFAULT_PORT, startServer } from './serve.ts'

/** npm start [-- --port N]: builds the app where needed and serves it until stopped. */
async function start(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: 'string', default: String(DEFAULT_PORT) } } })
  await buildIfStale(console.log)
  const server = await startServer({ port: Number(values.port) })
  console.log(`Nearside is at ${server.url} (stop with Ctrl-C)`)
}

runTool(start)

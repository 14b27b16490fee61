import { buildIfStale } from '../../tools/build.ts'
import { startServer } from '../../tools/serve.ts'

/** Builds and serves the app once for the whole run; the configuration reads the address from the environment. */
async function serveApp(): Promise<() => Promise<void>> {
  await buildIfStale(console.log)
  const server = await startServer({ port: 0 })
  process.env['NEARSIDE_URL'] = server.url
  return () => server.close()
}

export default serveApp

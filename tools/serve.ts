import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import sirv from 'sirv'
import { DIST } from './build.ts'
import { securityHeaders } from './headers.ts'
import { isWeights } from './write-zip.ts'

export const DEFAULT_PORT = 4173

export interface RunningServer {
  /** http://localhost:PORT, without a trailing slash. */
  readonly url: string
  close(): Promise<void>
}

/**
 * Serves a folder to this machine only, with the strict headers on every response. A missing file is a 404, never
 * the start page: a page in place of a model file would be cached as a model.
 * @param options.port 0 picks a free one.
 * @throws Error in words when the port is taken.
 */
export async function startServer(options: { port?: number; folder?: string } = {}): Promise<RunningServer> {
  const { port = DEFAULT_PORT, folder = DIST } = options
  const files = sirv(folder, {
    dev: true, // looks at the disk at each request: a rebuilt app is served without a restart
    etag: true,
    extensions: ['html'],
    setHeaders(response, pathname) {
      if (isWeights(pathname)) response.setHeader('Content-Type', 'application/octet-stream')
    },
  })
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
    const refuse = (status: number, text: string): void => {
      response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${text}\n`)
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') refuse(405, 'Method not allowed')
    else files(request, response, () => refuse(404, 'Not found'))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(
              `Port ${port} is taken: stop the program that has it, or pick another (npm start -- --port 4200).`,
            )
          : error,
      ),
    )
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

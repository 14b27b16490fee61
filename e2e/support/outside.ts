import { createSocket } from 'node:dgram'
import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'

/** A machine outside, as far as the page knows: whatever reaches it is counted, over TCP and UDP alike. */
export interface Outside {
  /** Another origin than the app's (http). */
  readonly url: string
  readonly port: number
  /** What arrived, in words, in the order of arrival. */
  readonly hits: readonly string[]
  close(): Promise<void>
}

/**
 * Listens as an ordinary server and as a proxy. With the browser's proxy set to it, a request to any other host (a model
 * hub, a content network) arrives here too, and is counted and refused instead of leaving this machine.
 */
export async function startOutside(): Promise<Outside> {
  const hits: string[] = []
  const server = createServer((request, response) => {
    hits.push(`${request.method} ${request.url}`)
    response.writeHead(204, { 'Access-Control-Allow-Origin': '*' }).end()
  })
  for (const event of ['connect', 'upgrade'] as const)
    server.on(event, (request, socket) => {
      hits.push(`${request.method} ${request.url} (${event})`)
      socket.destroy()
    })
  const datagrams = createSocket('udp4')
  datagrams.on('message', (message) => hits.push(`a datagram of ${message.length} bytes`))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise<void>((resolve) => datagrams.bind(port, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    hits,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await new Promise<void>((resolve) => datagrams.close(resolve))
    },
  }
}

/** Whatever was sent before this call has arrived when it returns: both sockets are local and keep the order. */
export async function settle(outside: Outside): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const socket = connect(outside.port, '127.0.0.1', () => socket.end(resolve))
    socket.on('error', reject)
  })
}

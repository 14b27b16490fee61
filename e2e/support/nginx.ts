import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

/** The nginx of this machine, or undefined. Debian keeps it out of an ordinary user's PATH. */
export function findNginx(): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin']
  return folders.map((folder) => join(folder, 'nginx')).find((path) => existsSync(path))
}

export interface RunningNginx {
  readonly url: string
  close(): Promise<void>
}

/** Serves a packed folder with its own conf/nginx.conf, on this machine only; just the lines marked in it are changed. */
export async function startNginx(program: string, pack: string): Promise<RunningNginx> {
  const prefix = mkdtempSync(join(tmpdir(), 'nearside-nginx-'))
  const port = await freePort()
  const site = readFileSync(join(pack, 'conf', 'nginx.conf'), 'utf8')
    .replace('listen 443 ssl;', `listen 127.0.0.1:${port};`)
    .replace('server_name nearside.example.org;', 'server_name localhost;')
    .replace(/ *ssl_certificate(_key)? .*\n/g, '')
    .replace('root /srv/nearside/app;', `root ${join(pack, 'app')};`)
  writeFileSync(join(prefix, 'site.conf'), site)
  writeFileSync(join(prefix, 'main.conf'), mainConfig(prefix))
  mkdirSync(join(prefix, 'temp'))

  const nginx = spawn(program, ['-p', prefix, '-c', join(prefix, 'main.conf'), '-e', 'stderr'])
  let said = ''
  nginx.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const ended = new Promise<void>((resolve) => nginx.on('close', () => resolve()))
  const url = `http://localhost:${port}`
  await Promise.race([
    answers(url),
    ended.then(() => {
      throw new Error(`nginx did not start: ${said}`)
    }),
  ])
  return {
    url,
    async close() {
      nginx.kill('SIGTERM')
      await ended
      rmSync(prefix, { recursive: true, force: true })
    },
  }
}

/** What Debian's own nginx.conf does around a server block, without its paths. */
function mainConfig(prefix: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  return `daemon off;
${process.getuid?.() === 0 ? 'user root;' : ''}
worker_processes 1;
pid ${prefix}/nginx.pid;
error_log stderr;
events { worker_connections 64; }
http {
  access_log off;
  ${temporary.map((name) => `${name}_temp_path ${prefix}/temp/${name};`).join('\n  ')}
  include ${prefix}/site.conf;
}
`
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Settles with the first answer; a refused connection is tried again, as it comes back at once while nginx starts. */
async function answers(url: string): Promise<void> {
  const started = performance.now()
  while (performance.now() - started < 20_000) {
    const response = await fetch(url).catch(() => null)
    if (response) return
    await new Promise((resolve) => setImmediate(resolve))
  }
  throw new Error(`Nothing answers at ${url}`)
}

/**
 * node tools/bootstrap.mjs COMMAND [ARGS...]: installs what is missing, then runs tools/COMMAND.ts with the same streams and exit status.
 * Plain JavaScript and Node built-ins only: it runs before anything is installed.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const COMMANDS = [
  'start',
  'demo',
  'study',
  'pack',
  'models',
  'bench',
  'results',
  'test',
  'test-deep',
  'check',
]
const OLDEST_NODE = [20, 19]

const root = fileURLToPath(new URL('..', import.meta.url))
const lockfile = join(root, 'package-lock.json')
const installed = join(root, 'node_modules', '.package-lock.json')
const stamp = join(root, 'node_modules', '.nearside-install')

function stop(line) {
  process.stderr.write(`${line}\n`)
  process.exit(1)
}

function nodeIsTooOld() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  return major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])
}

const lockfileHash = () => createHash('sha256').update(readFileSync(lockfile)).digest('hex')

/** npm writes node_modules/.package-lock.json last, within moments of the lockfile itself when it changes both. */
function dependenciesAreThere() {
  if (!existsSync(installed)) return false
  const npmWroteLast = statSync(installed).mtimeMs + 5000 >= statSync(lockfile).mtimeMs
  return npmWroteLast || (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockfileHash())
}

function install() {
  process.stderr.write('Installing dependencies (npm ci)...\n')
  const npm = process.env.npm_execpath
  const [command, args] = npm ? [process.execPath, [npm, 'ci']] : ['npm', ['ci']]
  // npm's own chatter goes to stderr: the command's standard output stays its own
  const result = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell: !npm })
  if (result.status !== 0) stop('npm ci failed: see above. Is the npm registry reachable?')
  writeFileSync(stamp, lockfileHash())
}

const [command, ...args] = process.argv.slice(2)
if (!COMMANDS.includes(command)) stop(`Usage: node tools/bootstrap.mjs ${COMMANDS.join('|')} [ARGS...]`)
if (nodeIsTooOld())
  stop(`Nearside needs Node ${OLDEST_NODE.join('.')} or newer; this is Node ${process.versions.node}.`)
if (!dependenciesAreThere()) install()

const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'tools', `${command}.ts`), ...args], {
  cwd: root,
  stdio: 'inherit',
})
// Ctrl-C reaches the child by itself; this process only waits for its end.
process.on('SIGINT', () => {})
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
// An npm that is ended by a signal ends its shell, not what the shell started, which has no reason to stay.
if (process.env.npm_execpath) {
  const shell = process.ppid
  setInterval(() => process.ppid !== shell && child.kill('SIGTERM'), 500).unref()
}
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))

import { spawn, type StdioOptions } from 'node:child_process'
import { ROOT } from './paths.ts'

export interface CommandResult {
  readonly status: number
  readonly output: string
}

/** Runs a program at the repository's root. `capture` collects both streams; otherwise they go where ours go. */
export function runCommand(
  program: string,
  args: readonly string[],
  options: { capture?: boolean; env?: NodeJS.ProcessEnv } = {},
): Promise<CommandResult> {
  const stdio: StdioOptions = options.capture ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit']
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: ROOT, stdio, env: options.env ?? process.env })
    const chunks: Buffer[] = []
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', (error) => resolve({ status: 127, output: error.message }))
    child.on('close', (code) => resolve({ status: code ?? 1, output: Buffer.concat(chunks).toString() }))
  })
}

/** Runs a script of a dependency with this Node, without npx and without a shell. */
export function runScript(
  path: string,
  args: readonly string[],
  options: { capture?: boolean; env?: NodeJS.ProcessEnv } = {},
): Promise<CommandResult> {
  return runCommand(process.execPath, [path, ...args], options)
}

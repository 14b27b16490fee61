import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import packageJson from '../package.json' with { type: 'json' }
import { buildIfStale, DIST } from './build.ts'
import { installedIds, MODELS } from './models/installed.ts'
import { writeAppFolder } from './pack/app-folder.ts'
import { parsePackArguments } from './pack/arguments.ts'
import { buildSelfCheck } from './pack/build-self-check.ts'
import { checksums } from './pack/checksums.ts'
import { iisConfig } from './pack/iis.ts'
import { nginxConfig } from './pack/nginx.ts'
import { packReadme } from './pack/readme.ts'
import { fromCaller } from './paths.ts'
import { filesUnder } from './precache-list.ts'
import { runTool } from './run-tool.ts'
import { writeZip } from './write-zip.ts'

const SUMS = 'SHA256SUMS'

/** An earlier pack is replaced; anything else that a person keeps there is not touched. */
function clear(out: string): void {
  if (!existsSync(out)) return
  if (readdirSync(out).length > 0 && !existsSync(join(out, SUMS)))
    throw new Error(`${out} holds something else than an earlier pack: name another folder (--out).`)
  rmSync(out, { recursive: true })
}

/** npm run pack: one folder, and its ZIP, that any server for static files can hand out. */
runTool(async () => {
  const args = parsePackArguments(process.argv.slice(2), installedIds(MODELS))
  const { models } = args
  const out = fromCaller(args.out)
  await buildIfStale(console.log)
  clear(out)

  const app = join(out, 'app')
  writeAppFolder(DIST, app, models)
  await buildSelfCheck(app)
  // the extension matters: IIS hands out no file without one
  writeFileSync(join(app, `${SUMS}.txt`), checksums(app, filesUnder(app)))

  mkdirSync(join(out, 'conf'))
  writeFileSync(join(out, 'conf', 'nginx.conf'), nginxConfig())
  writeFileSync(join(out, 'conf', 'web.config'), iisConfig())
  writeFileSync(join(out, 'README.txt'), packReadme(packageJson.version, models))
  writeFileSync(join(out, SUMS), checksums(out, filesUnder(out)))

  const files = filesUnder(out)
  const archive = `${out}.zip`
  await writeZip(archive, out, files, (path) => `${basename(out)}/${path}`)
  const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`
  const bytes = files.reduce((sum, path) => sum + statSync(join(out, path)).size, 0)
  console.log(`Models: ${models.join(', ') || 'none'}`)
  console.log(`${out}: ${files.length} files, ${megabytes(bytes)}`)
  console.log(`${archive}: ${megabytes(statSync(archive).size)}`)
})

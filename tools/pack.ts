import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import packageJson from '../package.json' with { type: 'json' }
import { buildIfStale, DIST } from './build.ts'
import { installedIds, MODELS } from './models/installed.ts'
import { writeAppFolder } from './pack/app-folder.ts'
import { parsePackArguments } from './pack/arguments.ts'
import { buildSelfCheck } from './pack/build-self-check.ts'
import { checksums } from './pack/checksums.ts'
import { removeEarlierPack, SUMS } from './pack/earlier-pack.ts'
import { iisConfig } from './pack/iis.ts'
import { nginxConfig } from './pack/nginx.ts'
import { packReadme } from './pack/readme.ts'
import { fromCaller } from './paths.ts'
import { filesUnder } from './precache-list.ts'
import { runTool } from './run-tool.ts'
import { fitsZip, writeZip } from './write-zip.ts'

/** npm run pack: one folder, and its ZIP, that any server for static files can hand out. */
runTool(async () => {
  const args = parsePackArguments(process.argv.slice(2), installedIds(MODELS))
  const { models } = args
  const out = fromCaller(args.out)
  await buildIfStale(console.log)
  removeEarlierPack(out)

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
  const bytes = files.reduce((sum, path) => sum + statSync(join(out, path)).size, 0)
  const megabytes = (size: number): string => `${(size / 1e6).toFixed(1)} MB`
  console.log(`Models (the starters always come along): ${models.join(', ')}`)
  console.log(`${out}: ${files.length} files, ${megabytes(bytes)}`)

  const archive = `${out}.zip`
  rmSync(archive, { force: true })
  if (!fitsZip(bytes)) return console.log('Too large for a ZIP: copy the folder.')
  await writeZip(archive, out, files, (path) => `${basename(out)}/${path}`)
  console.log(`${archive}: ${megabytes(statSync(archive).size)}`)
})

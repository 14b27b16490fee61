import { parseArgs } from 'node:util'
import { writeFiles } from '../starter/model-folder.ts'
import { buildEncoder } from './build.ts'

/**
 * Makes the starter image encoder and writes its folder:
 *
 *     npx tsx tools/starter-image/make.ts
 */
const id = 'nearside/starter-image'

const { values } = parseArgs({ options: { out: { type: 'string', default: `public/models/${id}` } } })
const { revision, bytes, files } = await buildEncoder(id)
writeFiles(values.out, files)
console.log(`${values.out}: revision ${revision}, ${bytes} bytes`)

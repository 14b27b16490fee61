import { parseArgs } from 'node:util'
import { writeFiles } from '../starter/model-folder.ts'
import { buildEncoder } from './build.ts'

/**
 * Trains the starter text encoder and writes its folder:
 *
 *     npx tsx tools/starter-text/train.ts --corpus ../shared/corpora/medquad.txt.gz
 */
const id = 'nearside/starter-text'

const { values } = parseArgs({
  options: { corpus: { type: 'string' }, out: { type: 'string', default: `public/models/${id}` } },
})
if (values.corpus === undefined) throw new Error('--corpus FILE is needed: one text a line, gzipped or not')

const { revision, bytes, files } = await buildEncoder(id, values.corpus, (line) => console.log(line))
writeFiles(values.out, files)
console.log(`${values.out}: revision ${revision}, ${bytes} bytes`)

import type { Bench } from './bench.ts'
import type * as Lab from './embed-image.page.ts'
import { median } from './figures.ts'

declare const lab: typeof Lab

const ID = 'nearside/starter-image'
const PICTURES = { side: 96, count: 64, batch: 8 }
/** docs/decisions/0010-starter-image.md */
const MOST_MS = 40

/** How fast pictures become vectors where there is the least: WebAssembly and one thread. */
export const bench: Bench = {
  name: 'embed-image',
  title: `Embedding: ${PICTURES.count} pictures of ${PICTURES.side} pixels square, one WebAssembly thread`,
  async run({ log, openPage }) {
    log(`embed-image: ${ID}`)
    const page = await openPage('bench/embed-image.page.ts', 'wasm')
    const { batched, alone } = await page.evaluate(([id, pictures]) => lab.timePictures(id, pictures), [
      ID,
      PICTURES,
    ] as const)
    return {
      columns: ['encoder', 'pictures at once', 'ms/picture, median', 'at most'],
      rows: [
        [ID, PICTURES.batch, median(batched).toFixed(1), MOST_MS],
        [ID, 1, median(alone).toFixed(1), MOST_MS],
      ],
      notes: ['From pixels to vector; decoding and shrinking a file come before that.'],
    }
  },
}

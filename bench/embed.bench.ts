import { BACKENDS } from '../tools/browser.ts'
import { readServedEncoders } from '../tools/served-encoders.ts'
import type { Bench } from './bench.ts'
import type * as Lab from './embed.page.ts'
import { median } from './figures.ts'
import { benchTexts } from './texts.ts'

declare const lab: typeof Lab

const COUNT = 512
const REPEATS = 3

/** How fast texts become vectors, with every encoder that ships, on each backend. */
export const bench: Bench = {
  name: 'embed',
  title: `Embedding: ${COUNT} texts, length-bucketed, in a worker`,
  async run({ log, openPage }) {
    const { origin, texts } = await benchTexts(COUNT)
    const rows: (string | number)[][] = []
    const encoders = (await readServedEncoders()).filter(({ modality }) => modality === 'text')
    for (const { id } of encoders) {
      let first: number | undefined
      for (const backend of BACKENDS) {
        log(`embed: ${id} on ${backend}`)
        const page = await openPage('bench/embed.page.ts', backend)
        const timing = await page.evaluate(
          ([encoder, preference, inputs, repeats]) => lab.timeEmbedding(encoder, preference, inputs, repeats),
          [id, backend, texts, REPEATS] as const,
        )
        const ms = median(timing.encodeMs)
        first ??= ms
        rows.push([
          id,
          timing.device,
          Math.round(timing.loadMs),
          (ms / texts.length).toFixed(2),
          Math.round((1000 * texts.length) / ms),
          (ms / first).toFixed(2),
        ])
      }
    }
    return {
      columns: ['encoder', 'backend', 'load ms', 'ms/row', 'rows/s', `time against ${BACKENDS[0]}`],
      rows,
      notes: [`${texts.length} ${origin}; median of ${REPEATS}; webgpu is a software adapter.`],
    }
  },
}

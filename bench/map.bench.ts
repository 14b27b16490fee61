import type { Bench } from './bench.ts'
import { median } from './figures.ts'
import type * as Lab from './map.page.tsx'

declare const lab: typeof Lab

const SIZES = [2000, 20_000]
const FRAMES = 200
/** Issue 6: smooth at 20,000 points. */
const FEWEST = 30

/** How smoothly a map of cases moves where nothing but the processor draws. */
export const bench: Bench = {
  name: 'map',
  title: `Map of cases: ${FRAMES} pictures while it is dragged, drawn in software`,
  async run({ log, openPage }) {
    const rows: (string | number)[][] = []
    let drawnBy = ''
    for (const cases of SIZES) {
      log(`map: ${cases} cases`)
      const page = await openPage('bench/map.page.tsx', 'wasm')
      const { frames, renderer } = await page.evaluate(([n, count]) => lab.dragMap(n, count), [
        cases,
        FRAMES,
      ] as const)
      drawnBy = renderer
      const total = frames.reduce((sum, ms) => sum + ms, 0)
      rows.push([
        cases,
        ((1000 * frames.length) / total).toFixed(1),
        FEWEST,
        median(frames).toFixed(1),
        Math.max(...frames).toFixed(1),
      ])
    }
    return {
      columns: ['cases', 'frames/s, mean', 'at least', 'ms/frame, median', 'slowest, ms'],
      rows,
      notes: [
        `Drawn by ${drawnBy}. Two maps of 500 pixels stand beside each other, as on the screen; one is dragged.`,
        'From one drawing of the dragged map to the next: pointer, React, WebGL. The browser draws at most 60 a second.',
      ],
    }
  },
}

import type { Bench } from './bench.ts'
import { median } from './figures.ts'
import { benchPictures } from './pictures.ts'
import type * as Lab from './predict.page.ts'
import { benchTexts } from './texts.ts'

declare const lab: typeof Lab

const REPEATS = 40
/** The first cases compile and grow memory. */
const WARM_UP = 10

/** How long a person waits for the prediction of one case. */
export const bench: Bench = {
  name: 'predict',
  title: 'Predicting one case with a final model: starter encoders, WebAssembly',
  async run({ log, openPage }) {
    const { origin, texts } = await benchTexts(REPEATS)
    const pictures = [...benchPictures(REPEATS).values()].map((bytes) =>
      Buffer.from(bytes).toString('base64'),
    )
    const page = await openPage('bench/predict.page.ts', 'wasm')
    const rows: (string | number)[][] = []
    for (const [modalities, cases, classifier] of [
      [['text'], 2888, 'lr'],
      [['text'], 10_000, 'lr'],
      [['image'], 2888, 'lr'],
      [['text', 'image'], 2888, 'lr'],
      [['text', 'image'], 2888, 'rf'],
    ] as const) {
      if ((modalities as readonly string[]).includes('image') && pictures.length === 0) continue
      log(`predict: ${modalities.join(' and ')}, ${cases} cases, ${classifier}`)
      const timing = await page.evaluate(
        ([use, n, name, notes, photographs]) => lab.timePrediction(use, n, name, notes, photographs),
        [modalities, cases, classifier, texts, pictures] as const,
      )
      const warm = timing.caseMs.slice(WARM_UP)
      const onScreen = timing.screenMs.slice(WARM_UP)
      rows.push([
        modalities.join(' + '),
        cases,
        classifier,
        (timing.fitMs / 1000).toFixed(1),
        (timing.modelBytes / 1e6).toFixed(1),
        Math.round(timing.openMs),
        Math.round(timing.caseMs[0]!),
        median(timing.encodeMs.slice(WARM_UP)).toFixed(1),
        median(warm).toFixed(1),
        Math.max(...warm).toFixed(1),
        median(onScreen).toFixed(1),
        Math.max(...onScreen).toFixed(1),
      ])
    }
    return {
      columns: [
        'modalities', 'training cases', 'classifier', 'fit s', 'model MB', 'open ms', 'first case ms', 'encoding ms', 'case ms', 'slowest ms', 'on screen ms', 'slowest on screen ms',
      ], // prettier-ignore
      rows,
      notes: [
        `${texts.length} ${origin}${pictures.length > 0 ? ' and photographs of blood cells' : '; no pictures here'}, one after the other; ${WARM_UP} to warm up, then median and slowest.`,
        'On screen: the app’s own form and actions, from the click on “Predict this case” (its picture’s file is checked first, in a worker) until the answer is painted.',
        'Training vectors are made, three epochs: the fit is no measure of training.',
      ],
    }
  },
}

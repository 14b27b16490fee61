import { rmSync } from 'node:fs'
import type { Page } from 'playwright'
import { openInNode } from '../tools/models/node-encoder.ts'
import { fromRoot } from '../tools/paths.ts'
import { writeFiles } from '../tools/starter/model-folder.ts'
import type { Bench } from './bench.ts'
import { collectVectors } from './collect-vectors.ts'
import type * as Lab from './embed-peers.page.ts'
import { median } from './figures.ts'
import { randomBertModel, sharedModel, type BenchModel } from './models/folders.ts'
import { benchPictures } from './pictures.ts'
import { benchTexts } from './texts.ts'

declare const lab: typeof Lab

const TEXTS = 512
const PICTURES = 200
/** Of the plain pipeline. */
const BATCH = 32
const LEAST_COSINE = 0.999

interface Case {
  readonly title: string
  readonly model: BenchModel
  /** One round of the three takes half a minute, or three with the large model. */
  readonly repeats: number
}

const served = { models: 'peers/models/', pictures: 'peers/pictures/' }
/** Served beside the page, and read by Node. */
const folder = fromRoot('.cache', 'embed-peers')

/** The app's engine beside the plain pipeline of transformers.js, and beside the same model in native code. */
export const bench: Bench = {
  name: 'embed-peers',
  title: `Embedding beside its peers: ${TEXTS} texts of mixed length, ${PICTURES} pictures, on the processor`,
  async run({ log, openPage }) {
    const { origin, texts } = await benchTexts(TEXTS)
    const pictures = benchPictures(PICTURES)
    const cases = await chooseCases(pictures.size > 0)
    rmSync(folder, { recursive: true, force: true })
    writeFiles(`${folder}/${served.pictures}`, pictures)
    for (const { model } of cases) writeFiles(`${folder}/${served.models}${model.spec.id}`, model.files)
    const page = await openPage('bench/embed-peers.page.ts', 'wasm', folder)

    const urls = Array.from(pictures.keys(), (name) => `/${served.pictures}${name}`)
    const blobs = Array.from(pictures.values(), (bytes) => new Blob([bytes], { type: 'image/jpeg' }))
    const rows: (string | number)[][] = []
    let threads = 0
    for (const { title, model, repeats } of cases) {
      log(`embed-peers: ${title}`)
      const isText = model.spec.modality === 'text'
      const measured = await measureCase(page, {
        model,
        repeats,
        served: isText ? texts : urls,
        here: isText ? texts : blobs,
      })
      threads = measured.threads
      rows.push([title, isText ? texts.length : blobs.length, repeats, ...measured.figures])
    }
    return {
      columns: ['model', 'inputs', 'repeats', 'ours/s', '(1)/s', '(2)/s', 'ours / (1)', 'ours / (2)', 'least cosine to (1)'], // prettier-ignore
      rows,
      notes: [
        `${origin}; ${threads} threads each; medians of repeats that take turns, after a warm-up.`,
        `(1) transformers.js: its pipeline in a worker of the same browser, same WebAssembly build, batches of ${BATCH} in file order.`,
        '(2) onnxruntime-node: the same batches and code as ours over native kernels; pictures are decoded by sharp.',
        ...(cases.length < 3 ? ['bert-tiny and mobilenet-v2 are left out: ../shared is not here.'] : []),
      ],
    }
  },
}

async function chooseCases(havePictures: boolean): Promise<Case[]> {
  const random = await randomBertModel(
    'bench/bert-6x384',
    { layers: 6, width: 384, heads: 12, intermediate: 1536, maxTokens: 512 },
    42,
  )
  const [tiny, mobilenet] = await Promise.all([
    sharedModel('local/bert-tiny-untrained-glove-init'),
    sharedModel('torchvision/mobilenet-v2'),
  ])
  return [
    ...(tiny ? [{ title: 'bert-tiny, 2 layers of 128', model: tiny, repeats: 3 }] : []),
    { title: 'BERT, 6 layers of 384, random', model: random, repeats: 1 },
    ...(mobilenet && havePictures ? [{ title: 'mobilenet-v2', model: mobilenet, repeats: 3 }] : []),
  ]
}

interface CaseInputs {
  readonly model: BenchModel
  readonly repeats: number
  /** Texts, or where the page finds the pictures. */
  readonly served: readonly string[]
  /** The same for this process. */
  readonly here: readonly (string | Blob)[]
}

async function measureCase(page: Page, inputs: CaseInputs) {
  const { spec } = inputs.model
  const threads = await page.evaluate((task) => lab.start(task), {
    spec,
    modelsFolder: `/${served.models}`,
    inputs: inputs.served,
    batchSize: BATCH,
  })
  const { encoder: native, dispose } = await openInNode(`${folder}/${served.models}`, spec, {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
  })
  await native.encode(inputs.here.slice(0, 2))

  const times: (Lab.PeerTimes & { readonly native: number })[] = []
  for (let i = 0; i < inputs.repeats; i++) {
    const inBrowser = await page.evaluate(() => lab.measure())
    if (!(inBrowser.leastCosine > LEAST_COSINE))
      throw new Error(`${spec.id}: vectors differ, cosine ${inBrowser.leastCosine}`)
    const start = performance.now()
    await collectVectors(inputs.here, native)
    times.push({ ...inBrowser, native: performance.now() - start })
  }
  await page.evaluate(() => lab.end())
  await dispose()

  const [ours, pipeline, bare] = (['ours', 'pipeline', 'native'] as const).map((name) =>
    median(times.map((time) => time[name])),
  ) as [number, number, number]
  const perSecond = (ms: number): string => ((1000 * inputs.here.length) / ms).toFixed(1)
  const figures = [
    perSecond(ours),
    perSecond(pipeline),
    perSecond(bare),
    (pipeline / ours).toFixed(2),
    (bare / ours).toFixed(2),
    Math.min(...times.map(({ leastCosine }) => leastCosine)).toFixed(6),
  ]
  return { threads, figures }
}

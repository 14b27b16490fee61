import type { Page } from '@playwright/test'
import { bytesOf, littleEndian } from '../src/core/pictures/testing/bytes.ts'
import { losslessJpeg } from '../src/core/pictures/testing/compressed-frames.ts'
import { dicomFile, encapsulated, imageElements } from '../src/core/pictures/testing/dicom-file.ts'
import {
  bmpFile,
  exifBlock,
  gifFile,
  jpegFile,
  jpegSegment,
  pngFile,
} from '../src/core/pictures/testing/files.ts'
import { buildLab } from '../tools/lab.ts'
import { startServer } from '../tools/serve.ts'
import type * as pictureLab from './backends/picture-lab.ts'
import { expect, test as base } from './support/test.ts'

/** A page with the picture worker alone, under the app's own headers. */
const test = base.extend<object, { labUrl: string }>({
  labUrl: [
    async ({}, provide, { project }) => {
      const folder = await buildLab('e2e/backends/picture-lab.ts', project.name)
      const server = await startServer({ port: 0, folder })
      await provide(server.url)
      await server.close()
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ labUrl }, provide) => provide(labUrl),
})

/** The page's own globalThis, inside evaluate. */
type Lab = { readonly lab: typeof pictureLab }

test.beforeEach(async ({ page }) => {
  await page.goto('/')
  await page.waitForFunction(() => 'lab' in globalThis)
})

const read = (page: Page, files: Readonly<Record<string, Uint8Array>>) =>
  page.evaluate(
    (named) => (globalThis as unknown as Lab).lab.readPictures(named),
    Object.entries(files).map(([path, bytes]) => [path, [...bytes]] as const),
  )

const draw = async (page: Page, type: string, width: number, height: number): Promise<Uint8Array> =>
  Uint8Array.from(
    await page.evaluate((picture) => (globalThis as unknown as Lab).lab.drawPicture(...picture), [
      type,
      width,
      height,
    ] as const),
  )

const rejected = (path: string, reason: string, detail = '') => ({
  kind: 'rejected',
  rejected: { path, reason, detail },
})
const picture = (width: number, height: number, notes: readonly object[] = []) => ({
  kind: 'picture',
  picture: { width, height },
  facts: { notes },
})

test('every format that is supported is decoded, with what is true of it', async ({ page }) => {
  const exif = exifBlock({ orientation: 6, located: true })
  const jpeg = await draw(page, 'image/jpeg', 32, 20)
  const upright = bytesOf(jpeg.subarray(0, 2), jpegSegment(0xe1, bytesOf('Exif\0\0', exif)), jpeg.subarray(2))
  const webp = await draw(page, 'image/webp', 32, 20)
  const exifChunk = bytesOf('EXIF', littleEndian(exif.length, 4), exif)
  const webpLength = littleEndian(webp.length - 8 + exifChunk.length, 4)
  const outcomes = await read(page, {
    'a.jpg': jpeg,
    'sideways.jpg': upright,
    'a.webp': webp,
    'sideways.webp': bytesOf('RIFF', webpLength, webp.subarray(8), exifChunk),
    'a.png': await draw(page, 'image/png', 32, 20),
    'sideways.png': pngFile({ width: 32, height: 20, chunks: [['eXIf', exif]] }),
    'deep.png': pngFile({ bitDepth: 16 }),
    'print.jpg': jpegFile({ components: 4 }),
    'a.bmp': bmpFile(),
    'top-down.bmp': bmpFile({ width: 5, height: -3 }),
    'moving.gif': gifFile(3),
  })
  const turned = [{ kind: 'location' }, { kind: 'rotated' }]
  const expected = [
    picture(32, 20),
    picture(20, 32, turned),
    picture(32, 20),
    picture(32, 20, [{ kind: 'location' }, { kind: 'not-rotated' }]),
    picture(32, 20),
    picture(20, 32, turned),
    picture(4, 4, [{ kind: 'sixteen-bit-windowed' }]),
    picture(16, 8, [{ kind: 'cmyk' }]),
    picture(3, 2),
    picture(5, 3),
    picture(1, 1, [{ kind: 'first-frame', of: 3 }]),
  ]
  expect(outcomes).toHaveLength(expected.length)
  expected.forEach((one, i) => expect(outcomes[i]).toMatchObject(one))
})

test('[R13] files that are broken, lie or are no pictures are listed with the reason', async ({ page }) => {
  const jpeg = await draw(page, 'image/jpeg', 320, 200)
  const png = await draw(page, 'image/png', 320, 200)
  const told = (width: number, height: number) => pngFile({ width: 8, height: 8, toldSize: [width, height] })
  const damaged = png.map((byte, i) => (i === 60 ? byte ^ 0xff : byte))
  const outcomes = await read(page, {
    'half.jpg': jpeg.subarray(0, jpeg.length / 2),
    'page.png': bytesOf('<!doctype html><html><body>Not found</body></html>'),
    'taller.png': told(8, 9),
    'wider.png': told(9, 8),
    'damaged.png': damaged,
    'bomb.png': told(20_000, 20_000),
    'drawing.png': bytesOf('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    'nothing.png': new Uint8Array(),
    'after.jpg': jpeg,
  })
  expect(outcomes.slice(0, -1)).toMatchObject([
    rejected('half.jpg', 'truncated'),
    rejected('page.png', 'not-a-picture', 'web page'),
    rejected('taller.png', 'undecodable'),
    rejected('wider.png', 'undecodable'),
    rejected('damaged.png', 'undecodable'),
    rejected('bomb.png', 'too-many-pixels', '20000 × 20000'),
    rejected('drawing.png', 'unsupported', 'SVG'),
    rejected('nothing.png', 'empty'),
  ])
  expect(outcomes.at(-1)).toMatchObject(picture(320, 200))
})

test('row 39: what is kept of a DICOM file shows the greys that its window makes', async ({ page }) => {
  const values = [0, 1000, 2000, 3000, 4095]
  const layout = { width: 5, height: 1, bitsStored: 12 }
  const greys = values.map((value) => Math.round((255 * value) / 4095))
  const lossless = losslessJpeg({ ...layout, precision: 12, selection: 1, values })
  // 16 bars of a drawn JPEG, which the browser decodes
  const jpeg = await draw(page, 'image/jpeg', 64, 8)
  const outcomes = await read(page, {
    native: dicomFile({ elements: imageElements({ ...layout, pixels: values }) }),
    lossless: dicomFile({
      syntax: '.4.70',
      elements: imageElements({ ...layout, pixels: encapsulated([lossless]) }),
    }),
    inverted: dicomFile({
      elements: imageElements({ ...layout, photometric: 'MONOCHROME1', pixels: values }),
    }),
    jpeg: dicomFile({
      syntax: '.4.50',
      elements: imageElements({
        width: 64,
        height: 8,
        samples: 3,
        bitsAllocated: 8,
        photometric: 'YBR_FULL_422',
        pixels: encapsulated([jpeg]),
      }),
    }),
    grey: dicomFile({
      syntax: '.4.50',
      elements: imageElements({
        width: 16,
        height: 8,
        bitsAllocated: 8,
        others: [
          [0x0028_1050, 'DS', '128.5'],
          [0x0028_1051, 'DS', '257'],
        ],
        pixels: encapsulated([jpegFile()]),
      }),
    }),
  })
  expect(outcomes.map(({ kept }) => kept?.type)).toEqual(outcomes.map(() => 'image/png'))
  const [native, fromLossless, inverted, fromJpeg, grey] = outcomes.map(({ kept }) => kept!.pixels)
  expect(native).toEqual(greys)
  expect(fromLossless).toEqual(greys)
  expect(inverted).toEqual(greys.map((value) => 255 - value))
  fromJpeg!.forEach((red, x) => expect(Math.abs(red - 16 * Math.floor(x / 4))).toBeLessThan(12))
  // (128 - 128) / 256 + 0.5 of 255
  expect(new Set(grey)).toEqual(new Set([128]))
})

import type { Page } from '@playwright/test'
import {
  exifBlock,
  jpegFile,
  pngFile,
  pngChunk,
  gifFile,
  bmpFile,
} from '../src/core/pictures/testing/files.ts'
import { buildLab } from '../tools/lab.ts'
import { startServer } from '../tools/serve.ts'
import type * as lab from './backends/picture-lab.ts'
import { expect, test as base } from './support/test.ts'

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
type Lab = { readonly lab: typeof lab }
async function read(page: Page, files: Record<string, Uint8Array>) {
  return page.evaluate(
    (all) => (globalThis as unknown as Lab).lab.readPictures(all),
    Object.entries(files).map(([path, bytes]) => [path, [...bytes]] as const),
  )
}
async function draw(page: Page, type: string, w: number, h: number) {
  return Uint8Array.from(
    await page.evaluate(([type, w, h]) => (globalThis as unknown as Lab).lab.drawPicture(type, w, h), [
      type,
      w,
      h,
    ] as const),
  )
}
test('explore', async ({ page }) => {
  await page.goto('/')
  await page.waitForFunction(() => 'lab' in globalThis)
  const jpeg = await draw(page, 'image/jpeg', 320, 200)
  const webp = await draw(page, 'image/webp', 320, 200)
  const exif = exifBlock({ orientation: 6, located: true })
  const withExif = Uint8Array.from([
    ...jpeg.subarray(0, 2),
    0xff,
    0xe1,
    0,
    exif.length + 8,
    0x45,
    0x78,
    0x69,
    0x66,
    0,
    0,
    ...exif,
    ...jpeg.subarray(2),
  ])
  const cut = (b: Uint8Array, share: number) => b.subarray(0, Math.floor(b.length * share))
  const cutEoi = (b: Uint8Array, share: number) => Uint8Array.from([...cut(b, share), 0xff, 0xd9])
  const png = pngFile({ width: 64, height: 64 })
  console.log(
    Buffer.from(webp.subarray(0, 48))
      .toString('latin1')
      .replace(/[^ -~]/g, '.'),
  )
  const vp8 = Buffer.from(webp).indexOf('VP8 ')
  const body = webp.subarray(vp8)
  const le = (n: number, k: number) => Array.from({ length: k }, (_, i) => (n >> (8 * i)) & 255)
  const wx = Uint8Array.from([
    ...Buffer.from('VP8X'),
    ...le(10, 4),
    8,
    0,
    0,
    0,
    ...le(319, 3),
    ...le(199, 3),
    ...body,
    ...Buffer.from('EXIF'),
    ...le(exif.length, 4),
    ...exif,
  ])
  const webpExif = Uint8Array.from([
    ...Buffer.from('RIFF'),
    ...le(wx.length + 4, 4),
    ...Buffer.from('WEBP'),
    ...wx,
  ])
  const out = await read(page, {
    jpeg,
    webp,
    withExif,
    cut: cut(jpeg, 0.6),
    cutEoi: cutEoi(jpeg, 0.6),
    cutEoiHalf: cutEoi(jpeg, 0.95),
    png,
    pngExif: pngFile({ width: 64, height: 32, chunks: [['eXIf', exif]] }),
    pngTall: pngFile({ width: 64, height: 64, toldSize: [64, 128] }),
    pngShort: pngFile({ width: 64, height: 64, toldSize: [64, 32] }),
    pngWide: pngFile({ width: 64, height: 64, toldSize: [128, 64] }),
    png16: pngFile({ width: 64, height: 64, bitDepth: 16 }),
    webpExif,
    webpCut: cut(webp, 0.5),
    flat1: jpegFile({ width: 64, height: 40 }),
    flat3: jpegFile({ components: 3 }),
    cmyk: jpegFile({ components: 4 }),
    gif: gifFile(),
    gif3: gifFile(3),
    bmp: bmpFile(),
    bmpTop: bmpFile({ width: 5, height: -3 }),
  })
  for (const [i, name] of [
    'jpeg',
    'webp',
    'withExif',
    'cut',
    'cutEoi',
    'cutEoiHalf',
    'png',
    'pngExif',
    'pngTall',
    'pngShort',
    'pngWide',
    'png16',
    'webpExif',
    'webpCut',
    'flat1',
    'flat3',
    'cmyk',
    'gif',
    'gif3',
    'bmp',
    'bmpTop',
  ].entries()) {
    const o = out[i]!
    console.log(
      name,
      JSON.stringify(
        o.kind === 'picture'
          ? { ...o.picture, notes: o.facts.notes, type: o.kept?.type, px: o.kept?.pixels.slice(0, 6) }
          : o.rejected,
      ),
    )
  }
})

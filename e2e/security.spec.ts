import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { DOORS } from './support/doors.ts'
import { type Outside, settle, startOutside } from './support/outside.ts'
import { expect, test } from './support/test.ts'

const names = Object.keys(DOORS)

async function tryDoors(page: Page, outside: Outside): Promise<void> {
  for (const [name, open] of Object.entries(DOORS)) await page.evaluate(open, `${outside.url}/canary-${name}`)
}

/** The doors whose canary has arrived. */
const arrived = ({ hits }: Outside): string[] =>
  names.filter((name) => hits.some((hit) => hit.includes(`/canary-${name}`)))

test.describe('controls', () => {
  test.use({ provoked: /./ })

  test('without the policy every door leads outside', async ({ page }) => {
    const outside = await startOutside()
    const plain = createServer((_, response) =>
      response.setHeader('Content-Type', 'text/html').end('<!doctype html>'),
    )
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve))
    await page.goto(`http://localhost:${(plain.address() as AddressInfo).port}`)
    await tryDoors(page, outside)
    await expect.poll(() => arrived(outside)).toEqual(names)
    plain.closeAllConnections()
    plain.close()
    await outside.close()
  })

  test('a request to any other host arrives at the listener too', async ({ browser }) => {
    const outside = await startOutside()
    const context = await browser.newContext({ proxy: { server: outside.url } })
    const page = await context.newPage()
    await page.goto('http://models.example/weights.bin').catch(() => undefined)
    expect(outside.hits).toContain('GET http://models.example/weights.bin')
    await context.close()
    await outside.close()
  })
})

test.describe('in the app', () => {
  test.use({ provoked: /Content Security Policy|CSP violation|WebSocket|canary-/ })

  test(`nothing leaves by ${names.join(', ')}`, async ({ page, outside }) => {
    await page.goto('/')
    await tryDoors(page, outside)
    // one more round trip through the page: what was begun before has been sent or refused
    await page.evaluate(() => fetch('/').then((response) => response.text()))
    await settle(outside)
    expect(arrived(outside)).toEqual([])
  })

  test('nothing leaves by WebRTC: the policy does not cover it, so its constructors are gone', async ({
    page,
  }) => {
    await page.goto('/')
    const constructors = await page.evaluate(() =>
      ['RTCPeerConnection', 'webkitRTCPeerConnection', 'RTCDataChannel'].filter(
        (name) => Reflect.get(globalThis, name) !== undefined,
      ),
    )
    expect(constructors).toEqual([])
  })
})

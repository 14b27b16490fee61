import { securityHeaders } from '../tools/headers.ts'
import { expect, test } from './support/test.ts'

test('every file the app loads carries the strict headers', async ({ page }) => {
  const checked: string[] = []
  const wrong: string[] = []
  page.on('response', (response) => {
    checked.push(response.url())
    for (const [name, value] of Object.entries(securityHeaders))
      if (response.headers()[name.toLowerCase()] !== value) wrong.push(`${response.url()}: ${name}`)
  })
  await page.goto('/', { waitUntil: 'networkidle' })
  expect(checked.length).toBeGreaterThan(2)
  expect(wrong).toEqual([])
})

test('the page is isolated from other origins', async ({ page }) => {
  await page.goto('/')
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true)
})

test.describe('a missing file', () => {
  test.use({ provoked: /404/ })

  test('is a 404 with the strict headers, never the start page', async ({ page }) => {
    await page.goto('/')
    const answer = await page.evaluate(async () => {
      const response = await fetch('/models/nearside/no-such-encoder/config.json')
      return { status: response.status, headers: [...response.headers], body: await response.text() }
    })
    expect(answer.status).toBe(404)
    expect(answer.body).not.toContain('<')
    const headers = Object.fromEntries(answer.headers)
    for (const [name, value] of Object.entries(securityHeaders))
      expect(headers[name.toLowerCase()], name).toBe(value)
  })
})

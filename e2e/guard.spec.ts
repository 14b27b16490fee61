import { watch } from './support/guard.ts'
import { startOutside } from './support/outside.ts'
import { expect, test } from './support/test.ts'

/** What every spec relies on to fail: seen here to find each kind of offence. */
const OFFENCES: Record<string, readonly ['errors' | 'foreign', RegExp, (outside: string) => void]> = {
  'an error on the console': ['errors', /console: on purpose/, () => console.error('on purpose')],
  'an uncaught error': [
    'errors',
    /uncaught: on purpose/,
    () => {
      setTimeout(() => {
        throw new Error('on purpose')
      })
    },
  ],
  'a missing file': ['errors', /404/, () => void fetch('/missing.json')],
  'a violation of the policy': [
    'errors',
    /CSP violation: connect-src/,
    (url) => void fetch(url).catch(() => null),
  ],
  'a request to another origin': ['foreign', /GET http:/, (url) => location.assign(url)],
}

for (const [name, [list, pattern, offend]] of Object.entries(OFFENCES))
  test(`the guard notices ${name}`, async ({ browser, baseURL }) => {
    const outside = await startOutside()
    const context = await browser.newContext()
    const guard = await watch(context, baseURL ?? '')
    const page = await context.newPage()
    await page.goto(`${baseURL}/`)
    expect(guard.errors).toEqual([])
    await page.evaluate(offend, outside.url)
    await expect.poll(() => guard[list].join('\n')).toMatch(pattern)
    await context.close()
    await outside.close()
  })

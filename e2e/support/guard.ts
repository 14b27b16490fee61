import type { BrowserContext } from '@playwright/test'

/** What no page of the app may do; every finding fails the test. */
export interface Guard {
  /** Requests to another origin. */
  readonly foreign: readonly string[]
  /** Console errors, uncaught errors and violations of the security policy, on pages and in their workers. */
  readonly errors: readonly string[]
}

/** Says a violation on the console, in case the browser does not. */
const reportViolations = (): void => {
  addEventListener('securitypolicyviolation', (event) => {
    console.error(`CSP violation: ${event.violatedDirective} ${event.blockedURI}`)
  })
}

/** Watches every page, frame and worker that the context opens from now on. */
export async function watch(context: BrowserContext, origin: string): Promise<Guard> {
  const foreign: string[] = []
  const errors: string[] = []
  context.on('request', (request) => {
    const url = new URL(request.url())
    if (url.protocol !== 'data:' && url.origin !== origin)
      foreign.push(`${request.method()} ${request.url()}`)
  })
  context.on('console', (message) => {
    if (message.type() === 'error') errors.push(`console: ${message.text()}`)
  })
  context.on('weberror', (error) => {
    errors.push(`uncaught: ${error.error().message}`)
  })
  await context.addInitScript(reportViolations)
  return { foreign, errors }
}

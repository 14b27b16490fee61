import { afterEach, describe, expect, test, vi } from 'vitest'
import { installTrustedTypes, sameOriginUrl } from './trusted-types.ts'

const page = 'http://localhost:4173/assets/app.js'

describe('[P19] the default Trusted Types policy', () => {
  test.each([
    'http://localhost:4173/assets/encode.worker.js',
    '/assets/encode.worker.js',
    'encode.worker.js',
  ])('lets %s pass unchanged', (url) => {
    expect(sameOriginUrl(url, page)).toBe(url)
  })

  test.each([
    'https://localhost:4173/x.js',
    'http://localhost:4174/x.js',
    'http://example.org/x.js',
    '//example.org/x.js',
    'blob:http://localhost:4173/0b3a',
    'data:text/javascript,alert(1)',
    'javascript:alert(1)',
  ])('refuses %s', (url) => {
    expect(sameOriginUrl(url, page)).toBe(null)
  })
})

describe('installing', () => {
  afterEach(() => vi.unstubAllGlobals())

  test('once, for script addresses only; the browser passes further arguments', () => {
    const createPolicy =
      vi.fn<(name: string, rules: Record<string, (...args: string[]) => unknown>) => void>()
    const trustedTypes = { createPolicy, defaultPolicy: null as unknown }
    vi.stubGlobal('trustedTypes', trustedTypes)
    vi.stubGlobal('location', { href: page })
    installTrustedTypes()
    trustedTypes.defaultPolicy = {}
    installTrustedTypes()
    expect(createPolicy).toHaveBeenCalledTimes(1)
    const [name, rules] = createPolicy.mock.calls[0]!
    expect(name).toBe('default')
    expect(Object.keys(rules)).toEqual(['createScriptURL'])
    expect(rules.createScriptURL!('/a.js', 'TrustedScriptURL', 'Worker constructor')).toBe('/a.js')
    expect(rules.createScriptURL!('http://example.org/a.js', 'TrustedScriptURL', 'Worker')).toBe(null)
  })

  test('a browser without Trusted Types is left alone', () => {
    expect(installTrustedTypes).not.toThrow()
  })
})

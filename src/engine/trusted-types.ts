interface TrustedTypesFactory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string | null }): unknown
}

/**
 * Installs the page's one Trusted Types policy: script addresses of this origin pass, everything else that a string
 * could be executed as (HTML, script text, blob: and data: addresses) is refused by the browser. First call of the
 * page and of every worker; a second call does nothing, and so do browsers without Trusted Types, where the
 * Content-Security-Policy alone stands guard.
 */
export function installTrustedTypes(): void {
  const scope = globalThis as { trustedTypes?: TrustedTypesFactory & { readonly defaultPolicy: unknown } }
  if (!scope.trustedTypes || scope.trustedTypes.defaultPolicy) return
  scope.trustedTypes.createPolicy('default', {
    // The browser passes more arguments than the address: the kind and the sink.
    createScriptURL: (url) => sameOriginUrl(url, globalThis.location.href),
  })
}

/** The address itself, or null (refused) where it is not http(s) of this very origin; blob: has an origin too. */
export function sameOriginUrl(url: string, base: string): string | null {
  const { origin, protocol } = new URL(base)
  const parsed = new URL(url, base)
  return parsed.origin === origin && parsed.protocol === protocol ? url : null
}

import { VitePWA, type ResolvedVitePWAOptions } from 'vite-plugin-pwa'
import { precacheList } from './precache-list.ts'

/**
 * Builds src/service-worker with the list of all files of this build, and the web manifest that makes the app
 * installable. docs/decisions/0011-offline.md says why the service worker is our own.
 */
export function offlinePlugin(): ReturnType<typeof VitePWA> {
  return VitePWA({
    strategies: 'injectManifest',
    srcDir: 'src/service-worker',
    filename: 'sw.ts',
    // src/app registers it
    injectRegister: false,
    includeManifestIcons: false,
    // one pattern, because it insists on one; listWholeBuild lists the rest
    injectManifest: { rollupFormat: 'iife', target: 'es2023', globPatterns: ['index.html'] },
    integration: { beforeBuildServiceWorker: listWholeBuild },
    manifest: {
      id: '/',
      name: 'Nearside',
      short_name: 'Nearside',
      description:
        'Adapt frozen foundation-model embeddings to your own labelled cases, wholly in the browser. Research use only.',
      lang: 'en',
      start_url: '/',
      scope: '/',
      display: 'standalone',
      background_color: '#fbfbfa',
      theme_color: '#0b5c6b',
      icons: [{ src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' }],
    },
  })
}

/** The plugin's own list lacks sizes and has MD5; ours takes its place, made from the same finished files. */
function listWholeBuild({ injectManifest }: ResolvedVitePWAOptions): void {
  injectManifest.additionalManifestEntries = []
  injectManifest.manifestTransforms = [
    () => {
      const list = precacheList(injectManifest.globDirectory)
      return { manifest: list.map((entry) => ({ ...entry, revision: null, size: entry.bytes })) }
    },
  ]
}

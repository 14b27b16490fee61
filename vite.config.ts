import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { version } from './package.json' with { type: 'json' }
import { securityHeaders } from './tools/headers.ts'
import { modelIndex } from './tools/models/index-plugin.ts'
import { offlinePlugin } from './tools/offline-plugin.ts'
import { sourcesHash } from './tools/sources-hash.ts'

/** Names the build too: units that other code computed must not be continued. */
const appVersion = `${version}+${sourcesHash().slice(0, 12)}`

export default defineConfig(({ mode }) => ({
  // a lab page (tools/lab.ts) has no service worker
  plugins: [react(), modelIndex(), mode === 'lab' ? null : offlinePlugin()],
  define: { __APP_VERSION__: JSON.stringify(appVersion) },
  worker: { format: 'es' },
  build: { target: 'es2023', chunkSizeWarningLimit: 4000, assetsInlineLimit: 0 },
  preview: { headers: securityHeaders },
}))

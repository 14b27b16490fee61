import { build } from 'vite'
import { fromRoot } from '../paths.ts'

/** Adds self-check.html to a packed app. It is no part of the app: it asks the server itself, and is never saved. */
export async function buildSelfCheck(app: string): Promise<void> {
  const root = fromRoot('tools', 'pack', 'self-check')
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      outDir: app,
      emptyOutDir: false,
      assetsDir: 'self-check',
      assetsInlineLimit: 0,
      modulePreload: false,
      target: 'es2023',
      rolldownOptions: { input: `${root}/self-check.html` },
    },
  })
}

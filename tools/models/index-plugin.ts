import { join } from 'node:path'
import type { Plugin } from 'vite'
import { installedIds } from './installed.ts'

/**
 * models/index.json, which tells the app what is installed. It is made from the folders when they are built or served,
 * so that it cannot disagree with them.
 */
export function modelIndex(): Plugin {
  let models = ''
  const index = (): string => `${JSON.stringify({ models: installedIds(models) }, null, 2)}\n`
  return {
    name: 'nearside:model-index',
    configResolved({ publicDir }) {
      models = join(publicDir, 'models')
    },
    configureServer({ middlewares }) {
      middlewares.use('/models/index.json', (_request, response) => {
        response.setHeader('Content-Type', 'application/json')
        response.end(index())
      })
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'models/index.json', source: index() })
    },
  }
}

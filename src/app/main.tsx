import { createRoot } from 'react-dom/client'
import {
  installTrustedTypes,
  listServedModels,
  openEncoder,
  openEvaluator,
  openPictureReader,
  openExplorer,
  openExporter,
  openPredictor,
  openTableReader,
  servedSource,
} from '../engine/client.ts'
import { createActions } from '../state/actions.ts'
import { AppContext } from '../state/context.ts'
import { backendPreference } from '../state/machine.ts'
import { openTabChannel } from '../state/other-tabs.ts'
import { startRequestLog } from '../state/request-log.ts'
import { parseRoute } from '../state/routes.ts'
import { createAppStore } from '../state/store.ts'
import { App } from './app.tsx'
import { closeSideDoors } from './close-side-doors.ts'
import { followServiceWorker } from './follow-service-worker.ts'
import '../ui/tokens.css'
import '../ui/controls.css'

installTrustedTypes()
closeSideDoors()
startRequestLog()

const preference = backendPreference(location.search)
const store = createAppStore({ preference, route: parseRoute(location.hash) })
const actions = createActions(store, {
  engine: {
    openTableReader,
    openPictureReader,
    openEncoder,
    openEvaluator,
    openExplorer,
    openExporter,
    openPredictor,
    listServedModels,
    servedSource,
  },
  otherTabs: openTabChannel(),
  now: () => performance.now(),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  navigate: (hash) => {
    location.hash = hash
  },
  appVersion: __APP_VERSION__,
  browser: navigator.userAgent,
  cores: navigator.hardwareConcurrency,
})
window.addEventListener('hashchange', () => void actions.routeChanged(parseRoute(location.hash)))
void actions.start()
// The development server changes files as they are written: nothing there is worth saving.
if (import.meta.env.PROD) void followServiceWorker(store)

createRoot(document.getElementById('root')!).render(
  <AppContext value={{ store, actions }}>
    <App />
  </AppContext>,
)

import type { ReactElement } from 'react'
import type { AppState } from '../../state/app-state.ts'
import { useApp } from '../../state/context.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icons.tsx'
import './computer.css'

type Erased = NonNullable<AppState['erasure']>[number]

const things: Readonly<Record<Erased['what'], string>> = {
  projects: 'The database with all projects, results and opened encoders',
  marks: 'The marks that say that there were projects, and which keys act',
  files: 'The app’s own files, saved for offline use',
  'service-worker': 'The service worker that starts the app without its server',
}

/** What was erased, as the browser says it, and what cannot be known from here. */
export function ErasedScreen(): ReactElement {
  const erasure = useApp((state) => state.erasure) ?? []
  const left = erasure.filter(({ gone }) => gone !== true)
  return (
    <div className="screen">
      <header className="screen__head">
        <h1>{left.length === 0 ? 'Everything is erased' : 'Something could not be erased'}</h1>
        <p className="screen__lead">
          {left.length === 0
            ? 'The browser was asked for each of these afterwards, and has none of them any more.'
            : 'What is left goes when you clear the data of this site in the settings of the browser.'}
        </p>
      </header>
      <ul className="erased" data-testid="erased">
        {erasure.map(({ what, gone }) => (
          <li key={what}>
            <span className={`check-state check-state--${gone ? 'good' : 'missing'}`}>
              <Icon name={gone ? 'check' : 'warning'} />
              {gone ? 'gone' : gone === null ? 'not known' : 'still there'}
            </span>
            {things[what]}
          </li>
        ))}
      </ul>
      <section className="screen__section" aria-labelledby="unknown">
        <h2 id="unknown">What Nearside cannot know</h2>
        <ul className="plain-list">
          <li>
            Files that you opened, and copies, reports and results that you saved: they are where you put
            them.
          </li>
          <li>Other browsers, other profiles and other accounts of this computer.</li>
          <li>Backups of this computer, and what a disk keeps of deleted files until it is written over.</li>
          <li>
            The browser’s history, which holds addresses of projects, but no names; and other windows of
            Nearside, which show what they had until they are closed.
          </li>
        </ul>
      </section>
      <div>
        <Button kind="primary" onClick={() => startAnew()}>
          Start anew
        </Button>
      </div>
    </div>
  )
}

/** Loads the app as on a first visit. */
function startAnew(): void {
  location.hash = '#/'
  location.reload()
}

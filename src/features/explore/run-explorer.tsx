import { useMemo, useRef, useState, type ReactElement } from 'react'
import type { Results } from '../../core/evaluation/types.ts'
import type { RunRecord } from '../../state/app-state.ts'
import { useActions, useApp } from '../../state/context.ts'
import type { FoldChoice } from '../../state/exploration.ts'
import { AllCasesPanel } from './all-cases-panel.tsx'
import { CaseDialog } from './case-dialog.tsx'
import { ChangesPanel } from './changes-panel.tsx'
import { exploredChoices } from './explored-choices.ts'
import { MapPanel } from './map-panel.tsx'
import { NearCopiesPanel } from './near-copies-panel.tsx'
import { placeOfCase, placeOnMap } from './return-focus.ts'
import { useRunDataset } from './run-dataset.ts'
import { SuspectsPanel } from './suspects-panel.tsx'
import { Tabs } from './tabs.tsx'

const tabs = [
  { id: 'map', title: 'Map' },
  { id: 'cases', title: 'All cases' },
  { id: 'suspects', title: 'Suspect labels' },
  { id: 'copies', title: 'Near copies' },
  { id: 'changes', title: 'Tags and changes' },
] as const
type Tab = (typeof tabs)[number]['id']

/** Everything that there is to see of a run's cases; a case that is opened in one list is the current one on the map. */
export function RunExplorer({ run, results }: { run: RunRecord; results: Results }): ReactElement {
  const opened = useApp((state) => state.openedCase)
  const { openCase } = useActions()
  const dataset = useRunDataset(run)
  const choices = useMemo(() => exploredChoices(results), [results])
  const [tab, setTab] = useState<Tab>('map')
  const [choice, setChoice] = useState<FoldChoice>(choices.first)
  const [looked, setLooked] = useState<string | null>(null)
  const current = opened?.id ?? looked
  const map = useRef<HTMLDivElement>(null)
  // begun by opening a case of this run: another run has an explorer of its own
  const [begun] = useState(() => new Set<string>())
  const goesToMap = useRef(false)
  const close = (): void => {
    setLooked(current)
    openCase(null)
  }
  return (
    <>
      <Tabs tabs={tabs} shown={tab} onShow={setTab} label="What to explore">
        {/* stays where it is: what was chosen and searched for is still there when one comes back */}
        <div ref={map} className="stack" hidden={tab !== 'map'}>
          <MapPanel
            {...{ run, results, choices, choice, current }}
            onChoice={setChoice}
            onCurrent={setLooked}
          />
        </div>
        {tab === 'cases' && <AllCasesPanel {...{ dataset, results, choices, choice }} />}
        {tab === 'suspects' && <SuspectsPanel dataset={dataset} results={results} />}
        {tab === 'copies' && <NearCopiesPanel run={run} />}
        {tab === 'changes' && <ChangesPanel />}
      </Tabs>
      {opened && (
        <CaseDialog
          {...{ run, dataset, results, choices, choice, opened, begun }}
          onShowOnMap={(place) => {
            setChoice({ ...choice, place })
            setTab('map')
            goesToMap.current = true
            close()
          }}
          returnFocus={(opener) => {
            const toMap = goesToMap.current
            goesToMap.current = false
            return toMap && map.current ? placeOnMap(map.current) : placeOfCase(opened.id, opener)
          }}
          onClose={close}
        />
      )}
    </>
  )
}

import type { ReactElement } from 'react'
import { candidatesOf } from '../../core/projection/candidates.ts'
import type { ContrastiveSettings, SearchGrid } from '../../core/projection/presets.ts'
import { Checkbox, NumberListField } from '../../ui/field.tsx'
import { plural } from '../../ui/format.ts'

/** What a search starts with: the temperature matters most of the four. */
const firstGrid: SearchGrid = { temperature: [0.05, 0.2, 0.5], hidden: [], dropout: [], weightDecay: [] }

/** Values tried beside the numbers above, inside each fold. */
export function SearchNumbers(props: {
  settings: ContrastiveSettings
  onChange: (patch: Partial<ContrastiveSettings>) => void
}): ReactElement {
  const { search } = props.settings
  const change = (grid: SearchGrid, patch: Partial<SearchGrid>): void =>
    props.onChange({ search: { ...grid, ...patch } })
  return (
    <>
      <div>
        <Checkbox
          label="Try further values inside each training fold"
          checked={search !== null}
          onChange={(on) => props.onChange({ search: on ? firstGrid : null })}
        />
        <p className="field__hint">
          Every combination with the numbers above is trained on the inner split. The one whose held-back
          cases are best told by their 15 nearest neighbours is used (log loss).
          {search && ` ${plural(candidatesOf(props.settings).length, 'combination')}.`}
        </p>
      </div>
      {search && (
        <div className="fields">
          <NumberListField
            label="Also temperatures"
            values={search.temperature}
            least={0}
            min={0.001}
            max={100}
            onChange={(temperature) => change(search, { temperature })}
          />
          <NumberListField
            label="Also hidden units"
            values={search.hidden}
            least={0}
            min={1}
            max={8192}
            integer
            onChange={(hidden) => change(search, { hidden })}
          />
          <NumberListField
            label="Also dropouts"
            values={search.dropout}
            least={0}
            min={0}
            max={0.95}
            onChange={(dropout) => change(search, { dropout })}
          />
          <NumberListField
            label="Also weight decays"
            values={search.weightDecay}
            least={0}
            min={0}
            max={100}
            onChange={(weightDecay) => change(search, { weightDecay })}
          />
        </div>
      )}
    </>
  )
}

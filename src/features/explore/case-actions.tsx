import { useState, type ReactElement } from 'react'
import { caseListCsv, type ListedCase } from '../../core/explore/case-list-csv.ts'
import { useActions } from '../../state/context.ts'
import { Button } from '../../ui/button.tsx'
import { Select } from '../../ui/field.tsx'
import { FileDownload } from '../../ui/file-download.tsx'
import { plural } from '../../ui/format.ts'
import { useLabelsNow } from './labels-now.ts'
import { sayWhenDone } from './say-when-done.ts'

/** What can be done with the cases that were chosen: tag, another label, take away. */
export function CaseActions(props: { chosen: readonly ListedCase[]; onClear: () => void }): ReactElement {
  const { chosen, onClear } = props
  const actions = useActions()
  const { classes, tags } = useLabelsNow()
  const [tag, setTag] = useState('')
  const [label, setLabel] = useState('')
  const [said, setSaid] = useState('')
  const ids = chosen.map(({ id }) => id)
  const none = chosen.length === 0
  const many = plural(chosen.length, 'case')
  const name = tag.trim()
  const giveTag = (): void => {
    if (none || name === '') return
    void sayWhenDone(actions.tag(ids, name), `${many} tagged “${name}”.`, setSaid)
  }
  const takeTag = (): void => {
    if (none || name === '') return
    void sayWhenDone(actions.untag(ids, name), `Tag “${name}” taken off ${many}.`, setSaid)
  }
  const relabel = (): void => {
    if (none || label === '') return
    const words = `Label of ${many} changed to “${label}”. Undo takes it back.`
    void sayWhenDone(actions.relabel(ids, label), words, setSaid)
    setLabel('')
  }
  return (
    <div className="case-actions" role="group" aria-label="With the chosen cases">
      <strong data-testid="chosen">{none ? 'No case chosen' : `${many} chosen`}</strong>
      <span className="row">
        <input
          className="input"
          aria-label="Tag"
          placeholder="Tag"
          list="case-tags"
          value={tag}
          onChange={(event) => setTag(event.target.value)}
        />
        <datalist id="case-tags">
          {tags.map((known) => (
            <option key={known} value={known} />
          ))}
        </datalist>
        <Button aria-disabled={none || name === ''} onClick={giveTag}>
          Tag
        </Button>
        <Button aria-disabled={none || !tags.includes(name)} onClick={takeTag}>
          Take tag off
        </Button>
      </span>
      <span className="row">
        <Select
          label="New label"
          value={label}
          options={[{ value: '', label: 'New label' }, ...classes.map((one) => ({ value: one, label: one }))]}
          onChange={setLabel}
        />
        <Button aria-disabled={none || label === ''} onClick={relabel}>
          Change label
        </Button>
      </span>
      <span className="row">
        {!none && (
          <>
            <FileDownload
              name="cases.csv"
              type="text/csv"
              content={() => caseListCsv(chosen)}
              testId="download-cases"
            >
              Save list (CSV)
            </FileDownload>
            <span className="quiet">
              Holds the names of cases and patients with their labels: patient data.
            </span>
          </>
        )}
        <Button kind="quiet" aria-disabled={none} onClick={() => !none && onClear()}>
          Choose none
        </Button>
      </span>
      <span role="status" className="quiet">
        {said}
      </span>
    </div>
  )
}

import { useId, useState, type ReactElement, type ReactNode } from 'react'
import { sayWhenDone } from '../../cases/say-when-done.ts'
import { useActions } from '../../state/context.ts'
import { Button } from '../../ui/button.tsx'
import { Select } from '../../ui/field.tsx'
import { plural } from '../../ui/format.ts'
import { useLabelsNow } from './labels-now.ts'

/** Tags and another label for cases, and what became of it. */
export function CaseEdits(props: {
  /** Of the cases; where there are none, nothing can be done. */
  ids: readonly string[]
  /** More that can be done with them. */
  children?: ReactNode
}): ReactElement {
  const { ids, children } = props
  const actions = useActions()
  const { classes, tags } = useLabelsNow()
  const [tag, setTag] = useState('')
  const [label, setLabel] = useState('')
  const [said, setSaid] = useState('')
  const tagList = useId()
  const none = ids.length === 0
  const many = plural(ids.length, 'case')
  const name = tag.trim()
  const giveTag = (): void => {
    if (none || name === '') return
    void sayWhenDone(actions.tag(ids, name), `${many} tagged “${name}”.`, setSaid)
  }
  const takeTag = (): void => {
    if (none || name === '') return
    void sayWhenDone(actions.untag(ids, name), `Tag “${name}” taken off ${many}.`, setSaid)
  }
  const relabel = async (): Promise<void> => {
    if (none || label === '') return
    const words = `Label of ${many} changed to “${label}”. Undo takes it back.`
    // what was refused stays chosen, to be tried again; so does what was chosen meanwhile
    if (await sayWhenDone(actions.relabel(ids, label), words, setSaid))
      setLabel((now) => (now === label ? '' : now))
  }
  return (
    <>
      <span className="row">
        <input
          className="input"
          aria-label="Tag"
          placeholder="Tag"
          list={tagList}
          value={tag}
          onChange={(event) => setTag(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            giveTag()
          }}
        />
        <datalist id={tagList}>
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
        <Button aria-disabled={none || label === ''} onClick={() => void relabel()}>
          Change label
        </Button>
      </span>
      {children}
      <span role="status" className="quiet">
        {said}
      </span>
    </>
  )
}

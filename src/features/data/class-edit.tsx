import { useState, type FormEvent, type ReactElement } from 'react'
import {
  isNameTaken,
  leaveOutClasses,
  mergeClasses,
  moveClass,
  splitClass,
  type Recoding,
} from '../../core/dataset/recode.ts'
import { identity } from '../../core/tables/hidden-characters.ts'
import { useActions } from '../../state/context.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { plural } from '../../ui/format.ts'

/** What can be done with the classes that are ticked in the table: a new name, one class of several, order, leaving out. */
export function ClassEdit(props: {
  recoding: Recoding
  picked: readonly string[]
  open: boolean
  onOpen: (open: boolean) => void
  onPick: (names: readonly string[]) => void
}): ReactElement {
  const { recoding, picked, onPick } = props
  const actions = useActions()
  // A name that was typed holds for the classes that were ticked then.
  const [typed, setTyped] = useState({ of: '', name: '' })
  const ofPicked = JSON.stringify(picked)
  const name = typed.of === ofPicked ? typed.name : picked.join(' or ')
  const wanted = identity(name)
  const [only] = picked.length === 1 ? picked : []
  const place = recoding.classes.findIndex((each) => each.name === only)
  const isMade = (recoding.classes[place]?.values.length ?? 0) > 1
  const error = nameError(recoding, picked, wanted)
  const canName = picked.length > 0 && !error && wanted !== only

  const merge = (event: FormEvent): void => {
    event.preventDefault()
    if (!canName) return
    void actions.recode((now) => mergeClasses(now, picked, wanted))
    onPick([wanted])
  }
  const move = (by: -1 | 1): void => void actions.recode((now) => moveClass(now, only!, by))
  // Buttons stay where they are, so that the one just pressed keeps the focus.
  const button = (label: string, can: boolean, work: () => void): ReactElement => (
    <Button aria-disabled={!can} onClick={() => can && work()}>
      {label}
    </Button>
  )
  return (
    <details
      className="disclosure"
      open={props.open}
      onToggle={(event) => props.onOpen(event.currentTarget.open)}
    >
      <summary>Merge, rename, order or leave out classes</summary>
      <div className="stack">
        <p className="quiet" role="status">
          {picked.length === 0
            ? 'Tick classes in the table above.'
            : `${plural(picked.length, 'class', 'classes')} ticked: ${picked.join(', ')}`}
        </p>
        <form className="class-name" onSubmit={merge}>
          <TextField
            label={picked.length > 1 ? 'Name of the merged class' : 'New name'}
            value={name}
            error={error}
            onChange={(next) => setTyped({ of: ofPicked, name: next })}
          />
          <Button type="submit" aria-disabled={!canName}>
            {picked.length > 1 ? `Merge ${plural(picked.length, 'class', 'classes')}` : 'Rename'}
          </Button>
        </form>
        <div className="row">
          {button('Move up', only !== undefined && place > 0, () => move(-1))}
          {button('Move down', only !== undefined && place < recoding.classes.length - 1, () => move(1))}
          {button('Split again', isMade, () => {
            void actions.recode((now) => splitClass(now, only!))
            onPick([])
          })}
          {button('Leave out', picked.length > 0 && picked.length < recoding.classes.length, () => {
            void actions.recode((now) => leaveOutClasses(now, picked))
            onPick([])
          })}
        </div>
      </div>
    </details>
  )
}

function nameError(recoding: Recoding, picked: readonly string[], name: string): string | null {
  if (picked.length === 0) return null
  if (name === '') return 'A class needs a name.'
  return isNameTaken(recoding, picked, name) ? `“${name}” is another class or value already.` : null
}

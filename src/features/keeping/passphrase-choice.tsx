import type { ReactElement } from 'react'
import { Checkbox, PassphraseField } from '../../ui/field.tsx'

/** What was typed to lock a copy with; null: it is not locked. */
export type Passphrase = { readonly first: string; readonly again: string } | null

/** Guessing costs some tenths of a second a try: shorter ones would be found. */
const fewestCharacters = 12

/** What keeps it from being used; null where it can be, or nothing was typed yet. */
export function passphraseTrouble(passphrase: Passphrase): { first?: string; again?: string } | null {
  if (!passphrase) return null
  const { first, again } = passphrase
  if (first !== '' && first.length < fewestCharacters)
    return { first: `${fewestCharacters} characters or more; a few words in a row are easy to remember` }
  if (again !== '' && first !== again) return { again: 'Both must be the same' }
  return null
}

/** Whether a copy can be taken with what was typed. */
export const isUsable = (passphrase: Passphrase): boolean =>
  !passphrase || (passphrase.first.length >= fewestCharacters && passphrase.first === passphrase.again)

export function PassphraseChoice(props: {
  value: Passphrase
  disabled: boolean
  onChange: (value: Passphrase) => void
}): ReactElement {
  const { value, disabled, onChange } = props
  const trouble = passphraseTrouble(value)
  return (
    <div className="stack">
      <Checkbox
        label="Lock the file with a passphrase"
        checked={value !== null}
        disabled={disabled}
        onChange={(on) => onChange(on ? { first: '', again: '' } : null)}
      />
      {value && (
        <>
          <div className="fields">
            <PassphraseField
              label="Passphrase"
              value={value.first}
              error={trouble?.first ?? null}
              onChange={(first) => onChange({ ...value, first })}
            />
            <PassphraseField
              label="The same once more"
              value={value.again}
              error={trouble?.again ?? null}
              onChange={(again) => onChange({ ...value, again })}
            />
          </div>
          <p>
            <strong>A lost passphrase cannot be recovered, by anyone.</strong> Without it the file is of no
            use: write it down where the file is not.
          </p>
        </>
      )}
    </div>
  )
}

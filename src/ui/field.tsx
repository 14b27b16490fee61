import { useId, useState, type ReactElement, type ReactNode } from 'react'

interface FieldProps {
  label: ReactNode
  hint?: ReactNode
}

export interface Option {
  value: string
  label: string
  disabled?: boolean
}

export function SelectField(
  props: FieldProps & { value: string; options: readonly Option[]; onChange: (value: string) => void },
): ReactElement {
  const id = useId()
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {props.label}
      </label>
      <Select id={id} value={props.value} options={props.options} onChange={props.onChange} />
      {props.hint && <p className="field__hint">{props.hint}</p>}
    </div>
  )
}

export function Select(props: {
  id?: string
  label?: string
  value: string
  options: readonly Option[]
  onChange: (value: string) => void
}): ReactElement {
  return (
    <select
      id={props.id}
      aria-label={props.label}
      className="select"
      value={props.value}
      onChange={(event) => props.onChange(event.target.value)}
    >
      {props.options.map((option) => (
        <option key={option.value} value={option.value} disabled={option.disabled ?? false}>
          {option.label}
        </option>
      ))}
    </select>
  )
}

export function TextField(
  props: FieldProps & { value: string; onChange: (value: string) => void; autoFocus?: boolean },
): ReactElement {
  const id = useId()
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {props.label}
      </label>
      <input
        id={id}
        className="input"
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      />
      {props.hint && <p className="field__hint">{props.hint}</p>}
    </div>
  )
}

/** What is being typed into a field, until the value behind the field changes. */
function useEditedText(value: string): [string, (text: string) => void] {
  const [edit, setEdit] = useState({ of: value, text: value })
  return [edit.of === value ? edit.text : value, (text) => setEdit({ of: value, text })]
}

/** A number the user may type freely; only a value inside [min, max] is passed on, others are marked. */
export function NumberField(
  props: FieldProps & {
    value: number
    min: number
    max: number
    integer?: boolean
    onChange: (value: number) => void
  },
): ReactElement {
  const id = useId()
  const [text, setText] = useEditedText(String(props.value))
  const parsed = Number(text)
  const valid =
    text.trim() !== '' &&
    Number.isFinite(parsed) &&
    parsed >= props.min &&
    parsed <= props.max &&
    (!props.integer || Number.isInteger(parsed))
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {props.label}
      </label>
      <input
        id={id}
        className="input"
        inputMode="decimal"
        value={text}
        aria-invalid={!valid}
        aria-describedby={`${id}-note`}
        onChange={(event) => {
          setText(event.target.value)
          const next = Number(event.target.value)
          if (
            event.target.value.trim() !== '' &&
            next >= props.min &&
            next <= props.max &&
            (!props.integer || Number.isInteger(next))
          )
            props.onChange(next)
        }}
      />
      <p id={`${id}-note`} className={valid ? 'field__hint' : 'field__error'}>
        {valid
          ? props.hint
          : `${props.integer ? 'A whole number' : 'A number'} from ${props.min} to ${props.max}; ${props.value} is kept until then`}
      </p>
    </div>
  )
}

/** Several positive numbers, divided by commas or spaces; only a list of at least one is passed on. */
export function NumberListField(
  props: FieldProps & { values: readonly number[]; onChange: (values: readonly number[]) => void },
): ReactElement {
  const id = useId()
  const written = props.values.join(', ')
  const [text, setText] = useEditedText(written)
  const parse = (input: string): number[] | null => {
    const parts = input
      .split(/[\s,;]+/)
      .filter(Boolean)
      .map(Number)
    return parts.length > 0 && parts.every((value) => Number.isFinite(value) && value > 0) ? parts : null
  }
  const valid = parse(text) !== null
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {props.label}
      </label>
      <input
        id={id}
        className="input"
        value={text}
        aria-invalid={!valid}
        aria-describedby={`${id}-note`}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => {
          const values = parse(text)
          if (values && values.join(', ') !== written) props.onChange(values)
        }}
      />
      <p id={`${id}-note`} className={valid ? 'field__hint' : 'field__error'}>
        {valid ? props.hint : `Numbers above 0, divided by commas; ${written} is kept until then`}
      </p>
    </div>
  )
}

export function Checkbox(props: {
  label: ReactNode
  checked: boolean
  disabled?: boolean
  onChange: (checked: boolean) => void
}): ReactElement {
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={props.checked}
        disabled={props.disabled}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      <span>{props.label}</span>
    </label>
  )
}

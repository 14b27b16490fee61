import { useId, useState, type ReactElement, type ReactNode } from 'react'

interface FieldProps {
  label: ReactNode
  hint?: ReactNode
  /** Of two columns, for values that are long. */
  wide?: boolean
}

/** Label, control and the line below it, which says what is wrong with what was typed, or else the hint. */
function Field(props: FieldProps & { id: string; error?: string | null; children: ReactNode }): ReactElement {
  const note = props.error ?? props.hint
  return (
    <div className={props.wide ? 'field field--wide' : 'field'}>
      <label className="field__label" htmlFor={props.id}>
        {props.label}
      </label>
      {props.children}
      <p id={noteOf(props.id)} className={props.error ? 'field__error' : 'field__hint'} hidden={!note}>
        {note}
      </p>
    </div>
  )
}

const noteOf = (id: string): string => `${id}-note`

export interface Option {
  value: string
  label: string
  disabled?: boolean
}

interface SelectProps {
  value: string
  options: readonly Option[]
  disabled?: boolean
  onChange: (value: string) => void
}

export function SelectField({
  label,
  hint,
  wide = false,
  ...select
}: FieldProps & SelectProps): ReactElement {
  const id = useId()
  return (
    <Field id={id} label={label} hint={hint} wide={wide}>
      <Select id={id} {...select} />
    </Field>
  )
}

export function Select(props: SelectProps & { id?: string; label?: string }): ReactElement {
  return (
    <select
      id={props.id}
      aria-label={props.label}
      className="select"
      value={props.value}
      disabled={props.disabled}
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
  props: FieldProps & { value: string; error?: string | null; onChange: (value: string) => void },
): ReactElement {
  const id = useId()
  return (
    <Field id={id} label={props.label} hint={props.hint} error={props.error ?? null}>
      <input
        id={id}
        className="input"
        value={props.value}
        aria-invalid={Boolean(props.error)}
        aria-describedby={noteOf(id)}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </Field>
  )
}

/** For what nobody else should read on the screen; the browser does not offer to keep it. */
export function PassphraseField(
  props: FieldProps & { value: string; error: string | null; onChange: (value: string) => void },
): ReactElement {
  const id = useId()
  return (
    <Field id={id} label={props.label} hint={props.hint} error={props.error} wide={props.wide ?? false}>
      <input
        id={id}
        type="password"
        autoComplete="off"
        spellCheck={false}
        className="input"
        value={props.value}
        aria-invalid={Boolean(props.error)}
        aria-describedby={noteOf(id)}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </Field>
  )
}

export function TextAreaField(
  props: FieldProps & { rows: number; value: string; onChange: (value: string) => void },
): ReactElement {
  const id = useId()
  return (
    <Field id={id} label={props.label} hint={props.hint}>
      <textarea
        id={id}
        className="input"
        rows={props.rows}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </Field>
  )
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
  const { value, min, max, integer = false } = props
  return (
    <ParsedField
      {...props}
      value={value}
      write={String}
      wanted={`${integer ? 'A whole number' : 'A number'} from ${min} to ${max}`}
      parse={(text) => {
        const number = Number(text)
        const fits = text.trim() !== '' && number >= min && number <= max
        return fits && (!integer || Number.isInteger(number)) ? number : null
      }}
    />
  )
}

/** Several numbers, divided by commas or spaces; only a list of `least` or more inside [min, max] is passed on. */
export function NumberListField(
  props: FieldProps & {
    values: readonly number[]
    least: 0 | 1
    min: number
    max: number
    integer?: boolean
    onChange: (values: readonly number[]) => void
  },
): ReactElement {
  const { least, min, max, integer = false } = props
  const fits = (n: number): boolean => n >= min && n <= max && (!integer || Number.isInteger(n))
  return (
    <ParsedField<readonly number[]>
      {...props}
      value={props.values}
      write={(values) => values.join(', ')}
      wanted={`${integer ? 'Whole numbers' : 'Numbers'} from ${min} to ${max}, divided by commas${least === 0 ? ', or nothing' : ''}`}
      parse={(text) => {
        const numbers = text
          .split(/[\s,;]+/)
          .filter(Boolean)
          .map(Number)
        return numbers.length >= least && numbers.every(fits) ? numbers : null
      }}
    />
  )
}

/** Text that means something, passed on as soon as it does: what `parse` refuses is marked, the last good value stays. */
function ParsedField<T>(
  props: FieldProps & {
    value: T
    write: (value: T) => string
    wanted: string
    parse: (text: string) => T | null
    onChange: (value: T) => void
  },
): ReactElement {
  const id = useId()
  const written = props.write(props.value)
  // What is typed stays as it is typed ("0.", "1, ") for as long as it means the value behind the field.
  const [edit, setEdit] = useState({ of: written, text: written })
  const text = edit.of === written ? edit.text : written
  const valid = props.parse(text) !== null
  return (
    <Field
      id={id}
      label={props.label}
      hint={props.hint}
      error={valid ? null : `${props.wanted}; ${written || 'nothing'} is kept until then`}
    >
      <input
        id={id}
        className="input"
        inputMode="decimal"
        value={text}
        aria-invalid={!valid}
        aria-describedby={noteOf(id)}
        onChange={(event) => change(event.target.value)}
      />
    </Field>
  )

  function change(typed: string): void {
    const value = props.parse(typed)
    const meant = value === null ? written : props.write(value)
    setEdit({ of: meant, text: typed })
    if (value !== null && meant !== written) props.onChange(value)
  }
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

import { useEffect, useState, type ReactElement } from 'react'
import type { ModelModality } from '../../core/model/final-model.ts'
import { isMissing, isMissingNumber } from '../../core/tables/missing.ts'
import { parseNumber } from '../../core/tables/numbers.ts'
import type { FinalModelRecord } from '../../state/app-state.ts'
import type { CaseForm as FilledCase } from '../../state/case-files.ts'
import { useActions, useApp } from '../../state/context.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextAreaField, TextField } from '../../ui/field.tsx'
import { PictureField } from './picture-field.tsx'

const emptyForm: FilledCase = { cells: {}, pictures: {} }

/** A field for each column that the model predicts from; what is left empty is missing (R7). */
export function CaseForm({ model }: { model: FinalModelRecord }): ReactElement {
  const job = useApp((state) => state.job)
  const actions = useActions()
  const [form, setForm] = useState<FilledCase>(emptyForm)
  const { cells, pictures } = form
  /** No answer stays beside a case that it was not given for. */
  const change = (changed: FilledCase): void => {
    actions.forgetCase()
    setForm(changed)
  }
  useEffect(() => () => actions.forgetCase(), [actions])
  const isEmpty =
    Object.values(cells).every((cell) => cell.trim() === '') &&
    Object.values(pictures).every((files) => files.length === 0)
  return (
    <form
      className="stack"
      data-testid="case-form"
      onSubmit={(event) => {
        event.preventDefault()
        void actions.predictCase(model.id, form)
      }}
    >
      <p className="quiet">What is left empty counts as missing. Nothing is kept of what is entered here.</p>
      {model.about.modalities.map((modality) => (
        <ModalityFields
          key={modality.name}
          modality={modality}
          cells={cells}
          pictures={pictures[modality.name] ?? []}
          onCell={(column, cell) => change({ ...form, cells: { ...cells, [column]: cell } })}
          onPictures={(files) => change({ ...form, pictures: { ...pictures, [modality.name]: files } })}
        />
      ))}
      <div className="row">
        <Button
          kind="primary"
          type="submit"
          icon="play"
          data-testid="predict"
          disabled={job !== null || isEmpty}
        >
          Predict this case
        </Button>
        <Button kind="quiet" disabled={isEmpty} onClick={() => change(emptyForm)}>
          Empty the form
        </Button>
      </div>
    </form>
  )
}

function ModalityFields(props: {
  modality: ModelModality
  cells: Readonly<Record<string, string>>
  pictures: readonly File[]
  onCell: (column: string, cell: string) => void
  onPictures: (files: readonly File[]) => void
}): ReactElement {
  const { modality, cells, pictures, onCell, onPictures } = props
  switch (modality.kind) {
    case 'text':
      return (
        <>
          {modality.columns.map((column) => (
            <TextAreaField
              key={column}
              label={column}
              rows={5}
              value={cells[column] ?? ''}
              onChange={(cell) => onCell(column, cell)}
            />
          ))}
        </>
      )
    case 'image':
      return <PictureField label={modality.name} files={pictures} onChange={onPictures} />
    case 'embedding':
      return (
        <TextAreaField
          label={modality.name}
          rows={2}
          hint={`A vector of ${modality.dimensions} numbers, as [0.1, 0.2, …]`}
          value={cells[modality.name] ?? ''}
          onChange={(cell) => onCell(modality.name, cell)}
        />
      )
    case 'table':
      return (
        <div className="fields">
          {modality.columns.map((column) =>
            column.kind === 'number' ? (
              <TextField
                key={column.name}
                label={column.name}
                value={cells[column.name] ?? ''}
                error={isNumber(cells[column.name] ?? '') ? null : 'A number, or nothing where it is missing'}
                onChange={(cell) => onCell(column.name, cell)}
              />
            ) : (
              <SelectField
                key={column.name}
                label={column.name}
                value={cells[column.name] ?? ''}
                options={[
                  { value: '', label: 'Missing' },
                  ...column.levels.map((level) => ({ value: level, label: level })),
                ]}
                onChange={(cell) => onCell(column.name, cell)}
              />
            ),
          )}
        </div>
      )
  }
}

const isNumber = (cell: string): boolean =>
  isMissing(cell) ||
  isMissingNumber(cell) ||
  parseNumber(cell, '.') !== null ||
  parseNumber(cell, ',') !== null

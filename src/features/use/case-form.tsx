import { useEffect, useState, type ReactElement } from 'react'
import type { ModelModality } from '../../core/model/final-model.ts'
import type { CaseProblem } from '../../core/model/new-cases.ts'
import type { FinalModelRecord } from '../../state/app-state.ts'
import { formCase, type CaseForm as FilledCase } from '../../state/case-files.ts'
import { useActions, useApp } from '../../state/context.ts'
import { fieldProblemInWords } from '../../strings/case-problems.ts'
import { Button } from '../../ui/button.tsx'
import { Callout } from '../../ui/callout.tsx'
import { SelectField, TextAreaField, TextField } from '../../ui/field.tsx'
import { pasteTarget, usePastedPictures } from './pasted-pictures.ts'
import { PictureField } from './picture-field.tsx'

const emptyForm: FilledCase = { cells: {}, pictures: {} }

/** A field for each column that the model predicts from; what is left empty is missing (R7). */
export function CaseForm({ model }: { model: FinalModelRecord }): ReactElement {
  const job = useApp((state) => state.job)
  const predicting = useApp((state) => state.predicting)
  const actions = useActions()
  const [form, setForm] = useState<FilledCase>(emptyForm)
  const [isUnplaced, setUnplaced] = useState(false)
  const { cells, pictures } = form
  const { modalities } = model.about
  /** No answer stays beside a case that it was not given for. */
  const change = (changed: FilledCase): void => {
    actions.forgetCase()
    setUnplaced(false)
    setForm(changed)
  }
  useEffect(() => () => actions.forgetCase(), [actions])
  usePastedPictures((files, focused) => {
    const fields = modalities.filter(({ kind }) => kind === 'image').map(({ name }) => name)
    if (fields.length === 0) return
    const target = pasteTarget(fields, focused)
    if (target === null) setUnplaced(true)
    else change({ ...form, pictures: { ...pictures, [target]: [...(pictures[target] ?? []), ...files] } })
  })
  const isEmpty =
    Object.values(cells).every((cell) => cell.trim() === '') &&
    Object.values(pictures).every((files) => files.length === 0)
  const isBusy = job !== null || predicting !== null
  const [problems] = formCase(form, model.about).cases.problems
  return (
    <form
      className="stack"
      data-testid="case-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isBusy && !isEmpty) void actions.predictCase(model.id, form)
      }}
    >
      <p className="quiet">What is left empty counts as missing. Nothing is kept of what is entered here.</p>
      {modalities.map((modality) => (
        <ModalityFields
          key={modality.name}
          modality={modality}
          cells={cells}
          pictures={pictures[modality.name] ?? []}
          problems={problems!}
          onCell={(column, cell) => change({ ...form, cells: { ...cells, [column]: cell } })}
          onPictures={(files) => change({ ...form, pictures: { ...pictures, [modality.name]: files } })}
        />
      ))}
      {isUnplaced && (
        <Callout kind="info">
          The picture could belong to several fields. Click into the one that it belongs to, and paste it
          again.
        </Callout>
      )}
      <div className="row">
        <Button
          kind="primary"
          type="submit"
          icon="play"
          data-testid="predict"
          disabled={isEmpty}
          // stays focused while it waits: a disabled button would lose the keyboard's place
          aria-disabled={isBusy}
        >
          Predict this case
        </Button>
        <Button kind="quiet" disabled={isEmpty} onClick={() => change(emptyForm)}>
          Empty the form
        </Button>
        {predicting && (
          <span className="row appears-late">
            <span role="status">Predicting…</span>
            <Button kind="quiet" icon="stop" onClick={predicting.cancel}>
              Cancel
            </Button>
          </span>
        )}
      </div>
    </form>
  )
}

function ModalityFields(props: {
  modality: ModelModality
  cells: Readonly<Record<string, string>>
  pictures: readonly File[]
  problems: readonly CaseProblem[]
  onCell: (column: string, cell: string) => void
  onPictures: (files: readonly File[]) => void
}): ReactElement {
  const { modality, cells, pictures, problems, onCell, onPictures } = props
  const errorOf = (column: string): string | null => {
    const problem = problems.find((of) => of.column === column)
    return problem ? fieldProblemInWords(problem) : null
  }
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
                error={errorOf(column.name)}
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

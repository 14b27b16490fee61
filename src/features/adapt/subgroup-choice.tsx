import type { ReactElement } from 'react'
import { mostSubgroups } from '../../core/dataset/subgroups.ts'
import { fewestPatients } from '../../core/evaluation/scored-cases.ts'
import { Checkbox } from '../../ui/field.tsx'

/** By the values of which columns results are given once more. */
export function SubgroupChoice(props: {
  columns: readonly string[]
  chosen: readonly string[]
  onChange: (chosen: readonly string[]) => void
}): ReactElement {
  const { columns, chosen } = props
  return (
    <section className="screen__section" aria-labelledby="subgroups">
      <h2 id="subgroups">Results for subgroups</h2>
      <p className="quiet">
        The same predictions, scored once more for the cases of each value. Values of fewer than{' '}
        {fewestPatients} patients are counted only, and a column with more than {mostSubgroups} values makes
        no groups. Nothing is predicted from a column because of this choice.
      </p>
      {columns.map((name) => (
        <Checkbox
          key={name}
          label={name}
          checked={chosen.includes(name)}
          onChange={(on) =>
            props.onChange(columns.filter((other) => (other === name ? on : chosen.includes(other))))
          }
        />
      ))}
    </section>
  )
}

import type { ReactElement } from 'react'
import { capitalised, listed } from '../../core/report/words.ts'
import { fusionNames, type FusionName } from '../../core/study/study.ts'
import { fusionTitles } from '../../strings/words.ts'
import { Checkbox } from '../../ui/field.tsx'

/** The paper's two forms, where a case has more than one modality; at least one of them. */
export function FusionChoice(props: {
  modalities: readonly string[]
  chosen: readonly FusionName[]
  onChange: (chosen: readonly FusionName[]) => void
}): ReactElement {
  const has = (name: FusionName): boolean => props.chosen.includes(name)
  return (
    <section className="screen__section" aria-labelledby="fusion">
      <h2 id="fusion">How {listed(props.modalities)} of a case are joined</h2>
      {fusionNames.map((name) => (
        <Checkbox
          key={name}
          label={capitalised(fusionTitles[name])}
          checked={has(name)}
          disabled={props.chosen.length === 1 && has(name)}
          onChange={(on) => props.onChange(fusionNames.filter((other) => (other === name ? on : has(other))))}
        />
      ))}
    </section>
  )
}

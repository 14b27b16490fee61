import type { ReactElement } from 'react'
import { operatingPointRules, type OperatingPointRule } from '../../core/study/study.ts'
import { operatingPointExplanations, operatingPointTitles } from '../../strings/words.ts'
import { Checkbox, NumberField, SelectField } from '../../ui/field.tsx'

/** What is written first into a field that had no value. */
const firstValues = { sensitivity: 0.9, specificity: 0.9, fixed: 0.5 }
const firstPrevalence = 0.1

const valueLabels: Readonly<Record<keyof typeof firstValues, string>> = {
  sensitivity: 'Sensitivity wanted',
  specificity: 'Specificity wanted',
  fixed: 'Probability',
}

/** From which probability on a case is called positive, and where the classifier is to be used. */
export function OperatingPointChoice(props: {
  rule: OperatingPointRule
  positive: string
  onChange: (rule: OperatingPointRule) => void
}): ReactElement {
  const { rule, positive, onChange } = props
  const stated = rule.prevalence === undefined ? {} : { prevalence: rule.prevalence }
  const withPrevalence = (prevalence: number | undefined): void => {
    const { prevalence: _before, ...bare } = rule
    onChange(prevalence === undefined ? bare : { ...bare, prevalence })
  }
  return (
    <section className="screen__section" aria-labelledby="operating-point">
      <h2 id="operating-point">When a case is called “{positive}”</h2>
      <p className="quiet">
        {rule.rule === 'fixed'
          ? 'The same threshold in every fold.'
          : 'Each fold chooses its threshold on training cases that were held back, never on the cases it is tested on.'}
      </p>
      <div className="fields">
        <SelectField
          label="Threshold"
          value={rule.rule}
          options={operatingPointRules.map((value) => ({ value, label: operatingPointTitles[value] }))}
          hint={operatingPointExplanations[rule.rule]}
          onChange={(chosen) => {
            const name = chosen as OperatingPointRule['rule']
            onChange({
              ...(name === 'youden' ? { rule: name } : { rule: name, value: firstValues[name] }),
              ...stated,
            })
          }}
        />
        {rule.rule !== 'youden' && (
          <NumberField
            label={valueLabels[rule.rule]}
            value={rule.value}
            min={0.001}
            max={0.999}
            onChange={(value) => onChange({ ...rule, value })}
          />
        )}
      </div>
      <Checkbox
        label={`Predictive values at another share of “${positive}” than in these data`}
        checked={rule.prevalence !== undefined}
        onChange={(on) => withPrevalence(on ? firstPrevalence : undefined)}
      />
      {rule.prevalence !== undefined && (
        <div className="fields">
          <NumberField
            label="Prevalence where it is to be used"
            value={rule.prevalence}
            min={0.001}
            max={0.999}
            hint="Sensitivity and specificity are taken over; the predictive values follow by Bayes’ rule."
            onChange={withPrevalence}
          />
        </div>
      )}
    </section>
  )
}

import type { Results } from '../../evaluation/types.ts'
import { adaptSettings } from '../../study/settings.ts'
import { flatten } from '../flatten.ts'
import { html, type Html } from '../html-text.ts'

/** All that is needed to do it again, every number of the preset included. */
export function settingsSection({ study, environment, timings }: Results): Html {
  const entries = [
    ...flatten(study, 'study').filter(([key]) => !key.startsWith('study.preset')),
    ['study.preset', typeof study.preset === 'string' ? study.preset : 'own numbers'] as const,
    ...flatten(adaptSettings(study), 'settings'),
    ...flatten(environment, 'environment'),
    ...Object.entries(timings).flatMap(([name, seconds]) =>
      seconds === null ? [] : [[`timings.${name}`, `${seconds.toFixed(1)}${unitOf(name)}`] as const],
    ),
  ]
  const rows = entries.map(
    ([key, value]) =>
      html`<tr>
        <th scope="row">${key}</th>
        <td>${value === '' ? '–' : value}</td>
      </tr>`,
  )
  return html`<section class="part">
    <h4>Settings, seed and versions</h4>
    <table class="settings">
      <tbody>
        ${rows}
      </tbody>
    </table>
  </section>`
}

/** Workers run at the same time: their seconds are added up. */
const unitOf = (timing: string): string => (/^(train|classify)_s$/.test(timing) ? ' worker seconds' : '')

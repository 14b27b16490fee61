import { classifierRegistry } from '../../classifiers/registry.ts'
import type { Results } from '../../evaluation/types.ts'
import type { AdaptSettings } from '../../projection/presets.ts'
import { adaptSettings } from '../../study/settings.ts'
import type { Study } from '../../study/study.ts'
import { flatten } from '../flatten.ts'
import { html, type Html } from '../html-text.ts'

/** All that is needed to do it again, every number that the run used included. */
export function settingsSection({ study, data, environment, timings }: Results): Html {
  const entries = [
    ...flatten(study, 'study').filter(([key]) => !key.startsWith('study.preset')),
    ['study.preset', typeof study.preset === 'string' ? study.preset : 'own numbers'] as const,
    ...flatten(usedSettings(study), 'settings'),
    ...(data.fingerprint === undefined ? [] : [['data.fingerprint', data.fingerprint] as const]),
    ...flatten(environment, 'environment'),
    ...Object.entries(timings).flatMap(([name, seconds]) =>
      seconds === null ? [] : [[`timings.${name}`, `${seconds.toFixed(1)}${unitOf(name)}`] as const],
    ),
  ]
  const rows = entries.map(
    ([key, value]) =>
      html`<tr>
        <th scope="row">${brokenAtDots(key)}</th>
        <td>${value === '' ? '–' : value}</td>
      </tr>`,
  )
  return html`<section>
    <h2>Settings, seed, versions and hashes</h2>
    <div class="settings">
      <table>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
  </section>`
}

/** The numbers of the projections and classifiers that the study has. */
function usedSettings(study: Study): Partial<AdaptSettings> {
  const { standardise, pca, contrastive, classifiers } = adaptSettings(study)
  return {
    standardise,
    ...(study.projections.includes('pca') && { pca }),
    ...(study.projections.includes('contrastive') && { contrastive }),
    classifiers: Object.fromEntries(
      Object.entries(classifiers).filter(
        ([name]) => !(name in classifierRegistry) || study.classifiers.includes(name),
      ),
    ) as AdaptSettings['classifiers'],
  }
}

/** A long key may be broken where it is read in parts. */
const brokenAtDots = (key: string): Html =>
  html`${key.split('.').map((part, i) => (i === 0 ? html`${part}` : html`<wbr />.${part}`))}`

/** Workers run at the same time: their seconds are added up. */
const unitOf = (timing: string): string => (/^(train|classify)_s$/.test(timing) ? ' worker seconds' : '')

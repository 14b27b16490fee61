import { known, toWrite, type Answers, type ReportInput } from '../answer.ts'
import { columnsWith } from '../facts.ts'
import { html, type Html } from '../html-text.ts'
import { counted, listed } from '../words.ts'
import { leavesSitesOut } from '../../evaluation/compared-folds.ts'
import type { Results } from '../../evaluation/types.ts'

export function dataAndParticipants(input: ReportInput): Answers<'5a' | '5b' | '6a' | '6b' | '6c' | '7'> {
  const { results } = input
  const { study, data } = results
  const dates = columnsWith(study, 'date')
  const sites = new Set(results.cells.map(({ fold_name }) => fold_name)).size
  return {
    '5a': known(
      html`${data.synthetic ? html`<p><strong>Synthetic data: made up, no patient behind it.</strong></p>` : ''}
        <p>
          Read from ${listed(study.files)}. Development and evaluation draw on the same cases: every case is
          tested by what was fitted without it and without its patient.
        </p>
        ${rolesTable(results)}`,
      'the kind of source (cohort, registry, routine care, trial), why these data, and how representative they are',
    ),
    '5b': known(
      html`<p>
        ${dates.length > 0 ? `Dates stand in ${listed(dates)}; they were not used.` : 'No column was taken for a date.'}
      </p>`,
      'the first and last date of inclusion, and the end of follow-up',
    ),
    '6a': {
      ...(leavesSitesOut(results) && {
        known: html`<p>${counted(sites, 'site')} by “${study.validation.leave_out ?? ''}”.</p>`,
      }),
      toWrite: 'the setting, and the number and places of the centres',
    },
    '6b': known(
      html`<p>Of the rows that were opened, those listed under 20a were left out.</p>`,
      'the criteria by which participants came into these data',
    ),
    '6c': toWrite('treatments before and after the moment of prediction, or that there were none'),
    '7': known(
      preparation(input),
      'preparation before the data were opened here, and whether alike in all groups',
    ),
  }
}

/** Every column with its role, as the study has it. */
function rolesTable({ study }: Results): Html {
  const columns = Object.entries(study.columns ?? {})
  if (columns.length === 0) return html`<p>This run kept no roles of columns.</p>`
  const byRole = [...new Set(columns.map(([, { role }]) => role))].map(
    (role) =>
      html`<tr>
        <th scope="row">${role}</th>
        <td>
          ${columns
            .filter(([, entry]) => entry.role === role)
            .map(([name]) => name)
            .join(', ')}
        </td>
      </tr>`,
  )
  return html`<table>
    <caption>
      Roles of the columns
    </caption>
    <thead>
      <tr>
        <th scope="col">Role</th>
        <th scope="col">Columns</th>
      </tr>
    </thead>
    <tbody>
      ${byRole}
    </tbody>
  </table>`
}

function preparation({ results: { study, data, environment }, wordNotice }: ReportInput): Html {
  const encoders = (environment.encoders ?? []).map(
    ({ id, revision, modality, dtype }) =>
      html`<li>${modality}: ${id}, revision ${revision}, ${dtype}, frozen</li>`,
  )
  const texts = columnsWith(study, 'text')
  const long =
    study.long_texts === 'windows'
      ? 'Texts longer than the encoder reads were read in windows whose vectors were averaged.'
      : 'Of texts longer than the encoder reads the end was cut.'
  const joined =
    study.texts === 'joined' && texts.length > 1 ? ' The columns of text were joined to one.' : ''
  const notices = (data.notices ?? []).map((notice) => html`<li>${wordNotice(notice)}</li>`)
  return html`${texts.length > 0 ? html`<p>${long}${joined}</p>` : ''}
  ${
    encoders.length > 0
      ? html`<ul>
          ${encoders}
        </ul>`
      : ''
  }
  ${
    notices.length > 0
      ? html`<p>Checked by the app, and said about the data:</p>
          <ul>
            ${notices}
          </ul>`
      : html`<p>
          ${data.notices ? 'The app’s checks of the data found nothing to say.' : 'This run kept no findings of the app’s checks.'}
        </p>`
  }`
}

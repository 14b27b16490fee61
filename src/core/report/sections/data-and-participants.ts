import { known, toWrite, type Answers, type ReportInput } from '../answer.ts'
import { fewestSitePatients } from '../../dataset/site-folds.ts'
import { columnsWith, siteCounts } from '../facts.ts'
import { html, type Html } from '../html-text.ts'
import { plainTable } from '../plain-table.ts'
import { capitalised, counted, listed } from '../words.ts'
import { leavesSitesOut } from '../../evaluation/compared-folds.ts'
import type { Results } from '../../evaluation/types.ts'

export function dataAndParticipants(input: ReportInput): Answers<'5a' | '5b' | '6a' | '6b' | '6c' | '7'> {
  const { results } = input
  const { study, data } = results
  const dates = columnsWith(study, 'date')
  return {
    '5a': known(
      html`${data.synthetic ? html`<p><strong>Synthetic data: made up, no patient behind it.</strong></p>` : ''}
        <p>
          Read from ${listed(study.files)}. Development and evaluation draw on the same cases:
          ${whoIsTested(results)}
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
        known: html`<p>${sitesInWords(results)}</p>`,
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

/** Which cases test what, as the run divided them. */
function whoIsTested(results: Results): string {
  const { locked_test: locked } = results
  const bySite = leavesSitesOut(results)
  const { small, unsited } = siteCounts(results)
  const parts = [
    bySite
      ? 'every case of a site that was left out is tested by what was fitted without the site and without its patient.'
      : `every case${locked ? ' of the cross-validation' : ''} is tested by what was fitted without it and without its patient.`,
    bySite && small > 0
      ? `${capitalised(casesOfSmallSites(small))} train in every fold and are tested in none.`
      : '',
    bySite && unsited > 0 ? `${counted(unsited, 'case')} without a site ${unsited === 1 ? 'takes' : 'take'} no part in the folds.` : '',
    locked
      ? `${counted(locked.cases, 'case')} of ${counted(locked.patients, 'patient')} were locked away before: nothing was fitted or chosen on them, and they are predicted by what was fitted on ${counted(locked.cells[0]?.n_train ?? 0, 'other case')}.`
      : '',
  ] // prettier-ignore
  return parts.filter((part) => part !== '').join(' ')
}

const casesOfSmallSites = (sites: number): string => `the cases of ${counted(sites, 'smaller site')}`

/** "3 sites of at least 10 patients by “ward”, each left out once; 1 smaller site." */
function sitesInWords(results: Results): string {
  const { tested, small } = siteCounts(results)
  const smaller = small > 0 ? `; ${counted(small, 'smaller site')} beside` : ''
  return `${counted(tested, 'site')} of at least ${fewestSitePatients} patients by “${results.study.validation.leave_out ?? ''}”, each left out once${smaller}.`
}

/** Every column with its role, as the study has it. */
function rolesTable({ study }: Results): Html {
  const columns = Object.entries(study.columns ?? {})
  if (columns.length === 0) return html`<p>This run kept no roles of columns.</p>`
  const byRole = [...new Set(columns.map(([, { role }]) => role))].map((role) => [
    role,
    columns.flatMap(([name, entry]) => (entry.role === role ? [name] : [])).join(', '),
  ])
  return plainTable([{ title: 'Role' }, { title: 'Columns' }], byRole, 'Roles of the columns')
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

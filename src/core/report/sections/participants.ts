import type { CaseCounts, Results } from '../../evaluation/types.ts'
import { known, type Answers, type ReportInput } from '../answer.ts'
import { casesInWords, classShares } from '../facts.ts'
import { formatCount } from '../../format.ts'
import { html, type Html } from '../html-text.ts'
import { plainTable } from '../plain-table.ts'
import { counted, patternLabel } from '../words.ts'
import { foldDots } from './curves.ts'
import { foldsSection } from './folds.ts'

export function participants({ results }: ReportInput): Answers<'20a' | '20b' | '20c' | '21'> {
  const { study, data, locked_test, cross_validation, missingness = [] } = results
  const { folds_column, leave_out } = study.validation
  const isDrawn = folds_column === undefined && leave_out === undefined
  return {
    '20a': known(flow(results)),
    '20b': known(
      html`<p>${classShares(data.classes)}.</p>
        ${missingness.length > 0 ? patterns(missingness) : html`<p>All cases have the same modalities.</p>`}`,
      'age, sex and other characteristics, treatments and dates, over all and by group',
    ),
    '20c': known(
      html`${
        locked_test && cross_validation
          ? compared({ 'Cross-validated': cross_validation, 'Locked test set': locked_test })
          : html`<p>There is no evaluation on other data.</p>`
      }`,
      ...(locked_test ? ['how the predictors compare'] : []),
    ),
    '21': known(
      html`<p>
          ${
            isDrawn
              ? 'Every fold has the classes in the shares of the whole, as nearly as patients allow.'
              : 'The folds were given, and have the classes as they come.'
          }
          Tuning used the training cases of a fold alone.
        </p>
        ${foldDots(results)} ${foldsSection(results)}`,
    ),
  }
}

function flow({ data, cross_validation: tested = data }: Results): Html {
  const excluded = data.excluded.reduce((sum, { count }) => sum + count, 0)
  const reasons = data.excluded.map(({ reason, count }) => html`<li>${formatCount(count)}: ${reason}</li>`)
  return html`<p>
      ${counted(data.cases + excluded, 'row')} opened, ${formatCount(excluded)} left out,
      ${casesInWords(data)} analysed, of which ${casesInWords(tested)} were tested in the cross-validation.
    </p>
    ${
      reasons.length > 0
        ? html`<p>Rows left out:</p>
            <ul>
              ${reasons}
            </ul>`
        : html`<p>No row was left out.</p>`
    }
    ${plainTable(
      [{ title: 'Class' }, { title: 'Cases', numbers: true }, { title: 'Share', numbers: true }],
      Object.entries(data.classes).map(([name, count]) => [
        name,
        formatCount(count),
        `${((100 * count) / data.cases).toFixed(1)} %`,
      ]),
    )}`
}

const patterns = (missingness: NonNullable<Results['missingness']>): Html =>
  plainTable(
    [{ title: 'Modalities' }, { title: 'Cases', numbers: true }, { title: 'Patients', numbers: true }],
    missingness.map(({ modalities, cases, patients }) => [
      patternLabel(modalities),
      formatCount(cases),
      formatCount(patients),
    ]),
    'Modalities that the cases have',
  )

const compared = (parts: Readonly<Record<string, CaseCounts>>): Html =>
  plainTable(
    [
      { title: 'Part' },
      { title: 'Cases', numbers: true },
      { title: 'Patients', numbers: true },
      { title: 'Classes' },
    ],
    Object.entries(parts).map(([name, { cases, patients, classes }]) => [
      name,
      formatCount(cases),
      formatCount(patients),
      classShares(classes),
    ]),
  )

import { known, toWrite, type Answers, type ReportInput } from '../answer.ts'
import { html } from '../html-text.ts'
import { trainerTitles } from '../words.ts'

export function openScience({
  results: { environment, study },
}: ReportInput): Answers<'18a' | '18b' | '18c' | '18d' | '18e' | '18f' | '19'> {
  return {
    '18a': toWrite('the source of funding, and the role of the funders'),
    '18b': toWrite('conflicts of interest of all authors'),
    '18c': known(
      html`<p>
        The study file, whose settings stand at the end, fixed data, methods and the comparison before the
        run.
      </p>`,
      'where the protocol is, or that there was none',
    ),
    '18d': toWrite('register and number, or that the study was not registered'),
    '18e': known(
      html`<p>
        The data did not leave the computer. results.json holds case IDs with predicted probabilities, which
        may identify patients; this report and report.csv hold no case.
      </p>`,
      'whether and where the data can be had',
    ),
    '18f': known(
      html`<p>
        Nearside ${environment.app}, Apache-2.0. The study file “${study.name}” runs the same again; with the
        same backend (${environment.backend}, ${trainerTitles[environment.trainer ?? 'tfjs']}) the same bits
        come out.
      </p>`,
      'where this study file can be had',
    ),
    '19': toWrite('how patients and the public took part, or that they did not'),
  }
}

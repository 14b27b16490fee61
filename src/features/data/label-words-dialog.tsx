import { useState, type ReactElement } from 'react'
import type { Dataset } from '../../core/dataset/dataset.ts'
import { casesWhere, type Finding } from '../../core/dataset/finding.ts'
import { wordPattern } from '../../core/dataset/label-words.ts'
import { textColumns } from '../../core/dataset/modalities.ts'
import type { Table } from '../../core/tables/table.ts'
import { wordNotice } from '../../strings/notices.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { formatCount, plural } from '../../ui/format.ts'
import { ActionsHeading, TableFrame } from '../../ui/table-frame.tsx'
import { Term } from '../../ui/term.tsx'
import { columnOf } from './cases-dialog.tsx'
import { CasesTable } from '../../cases/cases-table.tsx'
import { usePaged } from '../../ui/paged.tsx'

const wordsAPage = 50

/** Words that tell the label, the most telling first, and the cases of the one that is chosen. From the texts themselves. */
export function LabelWordsDialog(props: {
  finding: Finding
  table: Table
  dataset: Dataset
  onClose: () => void
}): ReactElement {
  const { finding, table, dataset, onClose } = props
  const words = finding.words ?? []
  const { shown, footer } = usePaged(words, wordsAPage, 'word')
  const [chosen, setChosen] = useState<string | null>(null)
  const column = columnOf(finding)!
  return (
    <Dialog title={plural(words.length, 'word')} onClose={onClose} wide>
      <p>{wordNotice(finding.notice)}</p>
      <TableFrame label="Words" className="label-words" testId="label-words">
        <thead>
          <tr>
            <th scope="col">Word</th>
            <th scope="col">Speaks for</th>
            <th scope="col" className="num">
              Cases with it
            </th>
            <th scope="col" className="num">
              Of that class
            </th>
            <th scope="col" className="num">
              <Term
                word="AUROC"
                explanation="How well the word’s presence alone tells this class from the rest: 0.5 is chance, 1 is always right. Words are ranked by it."
              />
            </th>
            <ActionsHeading />
          </tr>
        </thead>
        <tbody>
          {shown.map(({ word, classIndex, cases, ofClass, auroc, inName }) => (
            <tr key={`${word} ${classIndex}`}>
              <th scope="row">
                {word} {inName && <span className="tag tag--warn">in the class’s name</span>}
              </th>
              <td>{dataset.classes[classIndex]}</td>
              <td className="num">{formatCount(cases)}</td>
              <td className="num">{((100 * ofClass) / cases).toFixed(0)} %</td>
              <td className="num">{auroc.toFixed(3)}</td>
              <td>
                <div className="row">
                  <Button
                    className="button--small"
                    aria-pressed={chosen === word}
                    onClick={() => setChosen(word)}
                  >
                    Show
                    <span className="visually-hidden">
                      {' '}
                      the {plural(cases, 'case')} with {word}
                    </span>
                  </Button>
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </TableFrame>
      {footer}
      {chosen !== null && <WordCases key={chosen} word={chosen} {...{ column, table, dataset }} />}
    </Dialog>
  )
}

function WordCases(props: { word: string; column: string; table: Table; dataset: Dataset }): ReactElement {
  const { word, column, table, dataset } = props
  const pattern = wordPattern(word)
  const values = textColumns(dataset).find(({ name }) => name === column)?.values ?? []
  const cases = casesWhere(values.length, (i) => values[i] !== null && pattern.test(values[i]!))
  return (
    <section className="stack" aria-live="polite">
      <h3>
        {plural(cases.length, 'case')} with “{word}”
      </h3>
      <CasesTable
        {...{ cases, table, dataset }}
        columns={[column]}
        partsOf={(text) => {
          const found = pattern.exec(text)
          return found ? [{ start: found.index, end: found.index + found[0].length }] : []
        }}
      />
    </section>
  )
}

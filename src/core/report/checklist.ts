import { toWriteHtml, type Answer, type Answers, type ReportInput } from './answer.ts'
import { html, type Html } from './html-text.ts'
import { analysis } from './sections/analysis.ts'
import { dataAndParticipants } from './sections/data-and-participants.ts'
import { discussion } from './sections/discussion.ts'
import { fairnessAndOutput } from './sections/fairness-and-output.ts'
import { introduction } from './sections/introduction.ts'
import { model } from './sections/model.ts'
import { openScience } from './sections/open-science.ts'
import { outcomeAndPredictors } from './sections/outcome-and-predictors.ts'
import { participants } from './sections/participants.ts'
import { performance } from './sections/performance.ts'
import { sampleAndMissing } from './sections/sample-and-missing.ts'
import { titleAndAbstract } from './sections/title-and-abstract.ts'
import { tripodItems, type ItemId } from './tripod-items.ts'

export interface Checklist {
  readonly items: Html
  /** Passages that are left to the authors. */
  readonly toWrite: number
}

/** Every item of TRIPOD+AI, each once, with what the run knows of it and what the authors have to write. */
export function checklist(input: ReportInput): Checklist {
  const answers: Answers<ItemId> = {
    ...titleAndAbstract(input),
    ...introduction(input),
    ...dataAndParticipants(input),
    ...outcomeAndPredictors(input),
    ...sampleAndMissing(input),
    ...analysis(input),
    ...fairnessAndOutput(input),
    ...openScience(input),
    ...participants(input),
    ...model(input),
    ...performance(input),
    ...discussion(input),
  }
  const items = html`${grouped(tripodItems, ({ section }) => section).map(
    ([section, ofSection]) =>
      html`<section>
        <h2>${section}</h2>
        ${grouped(ofSection, ({ topic }) => topic).map(
          ([topic, ofTopic]) =>
            html`${topic === section ? '' : html`<h3>${topic}</h3>`}
            ${ofTopic.map((item) => itemHtml(item, answers[item.id]))}`,
        )}
      </section>`,
  )}`
  return { items, toWrite: Object.values(answers).filter(({ toWrite }) => toWrite !== undefined).length }
}

type Item = (typeof tripodItems)[number]

function itemHtml({ id, asks }: Item, { known, toWrite }: Answer): Html {
  return html`<div class="item" id="item-${id}">
    <p class="item__asks"><strong>${id}</strong> ${asks}</p>
    <div>${known ?? ''}${toWrite === undefined ? '' : toWriteHtml(toWrite)}</div>
  </div>`
}

function grouped(items: readonly Item[], keyOf: (item: Item) => string): [string, Item[]][] {
  const groups = new Map<string, Item[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return [...groups]
}

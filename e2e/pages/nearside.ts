import { readFileSync } from 'node:fs'
import type { Results } from '../../src/core/evaluation/types.ts'
import { expect, type Locator, type Page } from '@playwright/test'

/** The app as a person uses it: one method a thing a person does. */
export class Nearside {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  async open(backend: string): Promise<void> {
    await this.page.goto(`/?backend=${backend}`)
    await expect(this.page.getByTestId('try-sample')).toBeVisible()
  }

  /** Leaves the page and comes back to the same address, as after a crash. */
  async reload(): Promise<void> {
    await this.page.reload()
    await expect(this.page.locator('main h1')).toBeVisible()
  }

  async chooseFile(file: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    await this.page.getByTestId('open-table').setInputFiles(file)
  }

  /** Opens a file, looks at the preview, imports, and waits for the data screen. */
  async importFile(file: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    await this.chooseFile(file)
    await expect(this.heading('Does this look right?')).toBeVisible()
    await this.page.getByTestId('import').click()
    await expect(this.page.getByTestId('data-sentence')).toBeVisible()
  }

  async useColumnAs(column: string, use: string): Promise<void> {
    await this.page.getByLabel(`Use of ${column}`, { exact: true }).selectOption({ label: use })
  }

  async goTo(stage: 'Data' | 'Encode' | 'Adapt' | 'Results' | 'Explore' | 'Use'): Promise<void> {
    // the link's name goes on with how far the stage is
    const name = new RegExp(`^${stage}\\b`)
    await this.page.getByRole('navigation', { name: 'Stages' }).getByRole('link', { name }).click()
  }

  get job(): Locator {
    return this.page.getByTestId('job')
  }

  get verdict(): Locator {
    return this.page.getByTestId('verdict')
  }

  heading(name: string | RegExp): Locator {
    return this.page.getByRole('heading', { level: 1, name })
  }

  async encode(): Promise<void> {
    await this.page.getByTestId('encode').click()
    await expect(this.heading(/^All .* texts are encoded$/)).toBeVisible({ timeout: 120_000 })
  }

  async setNumber(label: string, value: number): Promise<void> {
    const field = this.page.getByLabel(label, { exact: true })
    await field.fill(String(value))
    await expect(field).toHaveValue(String(value))
  }

  /** Numbers under Adapt that software WebGPU finishes in seconds; the statistics do not care. */
  async smallRun(): Promise<void> {
    await this.page.getByText('Every number').click()
    await this.setNumber('Hidden units', 16)
    await this.setNumber('Outputs', 8)
    await this.setNumber('Epochs, at most', 4)
    await this.setNumber('Folds', 2)
  }

  async run(): Promise<void> {
    await this.page.getByTestId('run').click()
    await expect(this.job).toBeVisible()
  }

  /** Texts with a vector on disk, as the encode screen says it. */
  async stored(): Promise<number> {
    return leadingNumber(await this.page.getByTestId('coverage-text').textContent())
  }

  /** The finished work of the running job, as the progress strip says it. */
  async done(): Promise<number> {
    return leadingNumber(await this.page.getByTestId('job-progress').textContent())
  }

  /** Records every number of finished `unit` (texts, pieces) that the strip shows from now on; call the result to read them. */
  async watchDone(unit: string): Promise<() => Promise<number[]>> {
    const shown = await this.page.evaluateHandle(() => {
      const texts: string[] = []
      new MutationObserver(() => {
        const text = document.querySelector('[data-testid=job-progress]')?.textContent
        if (text && text !== texts.at(-1)) texts.push(text)
      }).observe(document.body, { subtree: true, childList: true, characterData: true })
      return texts
    })
    return async () => (await shown.jsonValue()).filter((text) => text.includes(unit)).map(leadingNumber)
  }

  /** The pieces of work of an unfinished run that the results screen says it kept. */
  async kept(): Promise<number> {
    const lead = this.page.getByText(/pieces? of work finished and kept/)
    return Number((await lead.textContent())?.match(/(\d+) pieces? of work/)?.[1])
  }

  async downloadResults(): Promise<Results> {
    const download = this.page.waitForEvent('download')
    await this.page.getByTestId('download-results-json').click()
    return JSON.parse(readFileSync(await (await download).path(), 'utf8')) as Results
  }
}

/** The number that a line such as "1,200 of 3,000 texts" begins with. */
function leadingNumber(text: string | null): number {
  return Number(text?.replaceAll(',', '').match(/^\d+/)?.[0] ?? 0)
}

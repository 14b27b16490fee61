import { expect, type Locator, type Page } from '@playwright/test'

/** The screen of encoders as a person uses it. */
export class Encoders {
  readonly page: Page

  private constructor(page: Page) {
    this.page = page
  }

  static async open(page: Page, backend: string): Promise<Encoders> {
    await page.goto(`/?backend=${backend}#/encoders`)
    const encoders = new Encoders(page)
    await expect(encoders.rows.first()).toBeVisible()
    return encoders
  }

  /** By the link of the encode screen. */
  async goTo(): Promise<void> {
    await this.page.getByRole('link', { name: 'Encoders on this computer' }).click()
    await expect(this.rows.first()).toBeVisible()
  }

  get rows(): Locator {
    return this.page.getByTestId('encoders').locator('tbody tr')
  }

  row(title: string): Locator {
    return this.rows.filter({ hasText: title })
  }

  async openFolder(folder: string): Promise<void> {
    await this.page.getByTestId('open-model-folder').setInputFiles(folder)
  }

  async openZip(path: string): Promise<void> {
    await this.page.getByTestId('open-model-zip').setInputFiles(path)
  }

  async expectOpened(title: string): Promise<void> {
    await expect(this.page.getByTestId('opened-model')).toContainText(title, { timeout: 120_000 })
  }

  async remove(title: string): Promise<void> {
    await this.row(title).getByRole('button', { name: 'Remove' }).first().click()
    await this.page.getByRole('button', { name: 'Remove the encoder' }).click()
  }

  async choose(label: string): Promise<void> {
    await this.page.getByLabel('Encoder', { exact: true }).selectOption({ label })
  }

  async compareTexts(texts: readonly string[]): Promise<number[][]> {
    await this.page.getByLabel('Texts, one a line').fill(texts.join('\n'))
    await this.page.getByTestId('compare-texts').click()
    return this.cosines(texts.length)
  }

  async comparePictures(paths: readonly string[]): Promise<number[][]> {
    await this.page.getByTestId('compare-pictures').setInputFiles([...paths])
    return this.cosines(paths.length)
  }

  /** As the screen shows them, [n, n]; NaN where it says "unknown". */
  private async cosines(n: number): Promise<number[][]> {
    const rows = this.page.getByTestId('cosines').locator('tbody tr')
    await expect(rows).toHaveCount(n, { timeout: 120_000 })
    const cells = await rows.locator('td').allTextContents()
    return Array.from({ length: n }, (_, i) => cells.slice(i * n, (i + 1) * n).map(Number))
  }
}

import type { BrowserContext, Page } from '@playwright/test'

/** Makes the page's picker for a file to save, which nothing but a person can work, give one that the test can read. */
export async function savePickerGives(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    window.showSaveFilePicker = async ({ suggestedName }) => {
      const folder = await navigator.storage.getDirectory()
      return folder.getFileHandle(suggestedName, { create: true })
    }
  })
}

/** What was saved there under the name. */
export async function savedFile(page: Page, name: string): Promise<Buffer> {
  const bytes = await page.evaluate(async (fileName) => {
    const folder = await navigator.storage.getDirectory()
    const file = await (await folder.getFileHandle(fileName)).getFile()
    return [...new Uint8Array(await file.arrayBuffer())]
  }, name)
  return Buffer.from(bytes)
}

/** A browser that has no such picker downloads the file. */
export async function noSavePicker(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    delete window.showSaveFilePicker
  })
}

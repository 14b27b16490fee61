import type { Page } from 'playwright'

/** Makes the page's folder picker, which nothing but a person can work, give a folder "study" of these files, path to bytes. */
export async function pickerGives(page: Page, files: Readonly<Record<string, Uint8Array>>): Promise<void> {
  await page.evaluate(
    async (named) => {
      const root = await navigator.storage.getDirectory()
      const study = await root.getDirectoryHandle('study', { create: true })
      for (const [path, bytes] of named) {
        const parts = path.split('/')
        let folder = study
        for (const part of parts.slice(0, -1))
          folder = await folder.getDirectoryHandle(part, { create: true })
        const handle = await folder.getFileHandle(parts.at(-1)!, { create: true })
        const writable = await handle.createWritable()
        await writable.write(Uint8Array.from(bytes))
        await writable.close()
      }
      window.showDirectoryPicker = () => Promise.resolve(study)
    },
    Object.entries(files).map(([path, bytes]) => [path, [...bytes]] as const),
  )
}

/** Makes it give what a person does who closes it. */
export async function pickerIsClosed(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.showDirectoryPicker = () => Promise.reject(new DOMException('closed', 'AbortError'))
  })
}

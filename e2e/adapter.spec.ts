import { expect, test } from './support/test.ts'

interface Gpu {
  requestAdapter(): Promise<{ readonly info: { readonly isFallbackAdapter: boolean } } | null>
}

test('each project runs on the graphics processor it is named for: none, or one in software', async ({
  page,
}) => {
  await page.goto('/')
  const adapter = await page.evaluate(async () => {
    const { gpu } = navigator as Navigator & { readonly gpu?: Gpu }
    const found = await gpu?.requestAdapter()
    return found ? { isFallback: found.info.isFallbackAdapter } : null
  })
  expect(adapter).toEqual(test.info().project.name === 'webgpu' ? { isFallback: true } : null)
})

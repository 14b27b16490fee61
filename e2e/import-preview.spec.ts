import { writePng } from '../src/core/pictures/write-png.ts'
import { pickerGives, pickerIsClosed } from '../tools/folder-picker.ts'
import { expectAccessible } from './support/accessibility.ts'
import { Nearside } from './pages/nearside.ts'
import { shot } from './support/screenshots.ts'
import { expect, test } from './support/test.ts'

type Files = Readonly<Record<string, Uint8Array>>

const side = 24
/** A square that is as grey as its number. */
const square = (shade: number): Promise<Uint8Array> =>
  writePng({
    width: side,
    height: side,
    channels: 1,
    data: new Uint8Array(side * side).fill(40 + 20 * shade),
  })

/** Ten cases, whose last names a picture that is not there; and one picture that no case names. */
async function studyFolder(): Promise<Files> {
  const rows = Array.from({ length: 10 }, (_, i) =>
    [`p${i}`, `scans/${i}.png`, 20 + (i % 4), i % 3 ? 'well' : 'ill', i % 2 ? 'yes' : 'no'].join(),
  )
  const files: Record<string, Uint8Array> = {
    'cases.csv': new TextEncoder().encode(`patient,scan,age,outcome,went_icu\n${rows.join('\n')}\n`),
  }
  for (let i = 0; i < 9; i++) files[`scans/${i === 8 ? 'stray' : i}.png`] = await square(i)
  return files
}

test('[R13] a folder shows whose its pictures are, and the classes, before anything is stored', async ({
  page,
}, { project }) => {
  const app = new Nearside(page)
  await app.open(project.name)

  await pickerIsClosed(page)
  await page.getByRole('button', { name: 'Open a folder' }).click()
  await expect(page.getByTestId('try-sample')).toBeVisible()

  await pickerGives(page, await studyFolder())
  await page.getByRole('button', { name: 'Open a folder' }).click()
  await expect(app.heading('Does this look right?')).toBeVisible()
  await expect(page.getByTestId('import-matched')).toHaveText(
    '8 of 10 rows have a picture, found by the column “scan”.',
  )
  await expect(page.getByTestId('import-classes')).toContainText('“outcome”')
  await expect(page.getByTestId('import-classes')).toContainText('ill 4, well 6.')
  await expect(page.getByTestId('import-unused').locator('summary')).toHaveText('1 picture without a row')
  await expect(page.getByAltText('scans/0.png')).toBeVisible()
  await expectAccessible(page)
  await shot(page, 'import-pictures')

  await page.getByTestId('import').click()
  await expect(page.getByTestId('data-sentence')).toContainText('10 cases of 10 patients')
  // R5: what became of the patient is no predictor by default, and the screen says why
  const icu = page.getByTestId('columns').getByRole('row', { name: /went_icu/ })
  await expect(icu).toContainText('what became of the patient')
  await expect(page.getByLabel('Use of went_icu', { exact: true })).toHaveValue('ignore')
  await shot(page, 'data-pictures')

  // whatever a finding speaks of, its cases are shown with their pictures
  const few = page.locator('.callout', { hasText: 'The smallest class has' })
  await few.getByRole('button', { name: /^Show/ }).click()
  await expect(page.getByTestId('cases').getByRole('img').first()).toBeVisible()
  await page.getByRole('button', { name: 'Close' }).first().click()

  // another label, chosen where the classes are
  await page.getByLabel('Column that holds the label').selectOption('went_icu')
  await expect(page.getByTestId('classes')).toContainText('yes')
  await expect(page.getByTestId('data-sentence')).toContainText('in 2 classes')
})

test('the same cases opened twice are two projects that can be told apart', async ({ page }, { project }) => {
  const app = new Nearside(page)
  const file = { name: 'cases.csv', mimeType: 'text/csv', buffer: Buffer.from('note,outcome\na,yes\nb,no\n') }
  for (let i = 0; i < 2; i++) {
    await app.open(project.name)
    await app.importFile(file)
  }
  await app.open(project.name)
  const projects = page.getByTestId('projects')
  await expect(projects.getByRole('link', { name: 'cases', exact: true })).toBeVisible()
  await expect(projects.getByRole('link', { name: 'cases 2', exact: true })).toBeVisible()
})

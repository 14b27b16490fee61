import { expectAccessible } from './support/accessibility.ts'
import { shot } from './support/screenshots.ts'
import { expect, test } from './support/test.ts'
import { Nearside } from './pages/nearside.ts'

/**
 * Made-up notes of 40 patients: the outcome's name stands in some notes, one note was copied to another patient with a
 * word changed, another to the letter, and one note holds an e-mail address.
 */
function leakyNotes(): { name: string; mimeType: string; buffer: Buffer } {
  const symptoms = ['cough', 'fever', 'chest pain', 'a rash', 'back pain', 'a headache', 'nausea']
  const courses = ['at rest', 'on the way', 'after a fall', 'at night', 'after meals']
  const ends = [
    'walked in',
    'came by ambulance',
    'brought by a friend',
    'sent by the surgery',
    'self referred',
  ]
  const pick = (from: readonly string[], i: number): string => from[i % from.length]!
  const copied =
    'Long known here, lives alone on the third floor, came with swollen legs and short breath, sleeps in a chair'
  const rows = Array.from({ length: 80 }, (_, i) => {
    const patient = i >> 1
    const ill = patient % 2 === 1
    const told = ill && patient % 3 === 0 ? ', treated as sepsis' : ''
    const notes: Record<number, string> = {
      4: `${copied}, seen by day`,
      11: `${copied}, seen by night`,
      20: 'Came for a second look at the wound',
      31: 'Came for a second look at the wound',
      41: 'Results to anna.muster@example.org please',
    }
    const note =
      notes[i] ??
      `${pick(symptoms, i)} ${pick(courses, 3 * i)} for ${i + 2} hours, ${pick(ends, patient)}${told}`
    return [`c${i}`, `p${patient}`, `"${note}"`, `+49 30 90182${i}`, ill ? 'sepsis' : 'discharged'].join(',')
  })
  const text = ['case_id,patient_id,note,kontakt,outcome', ...rows].join('\n')
  return { name: 'leaky.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }
}

test('each finding names its rule and opens its cases, by keyboard too', async ({ page }, { project }) => {
  const app = new Nearside(page)
  await app.open(project.name)
  await app.importFile(leakyNotes())
  const notices = page.getByTestId('notices')
  const finding = (code: string) =>
    notices.locator('.callout').filter({ has: page.locator(`[data-code="${code}"]`) })
  const dialog = page.getByRole('dialog')

  // what is said, and the rule
  await expect(finding('label-words-in-text')).toContainText('among them sepsis, of a class’s own name')
  await expect(finding('texts-shared-by-patients')).toHaveText(/^2 cases have the same text in “note”/)
  await expect(finding('texts-alike')).toHaveText(/^2 cases have nearly the same text in “note”/)
  await expect(finding('text-may-identify')).toContainText('1 with an e-mail address')
  await expect(finding('column-may-identify')).toContainText('most of its values look like phone numbers')
  await expect(finding('effective-size')).toContainText('80 cases of 40 patients tell about as much as 40')
  const rule = finding('label-words-in-text').getByRole('button', { name: 'R5' })
  await expect(rule).toHaveAccessibleDescription(/whatever gives the label away is warned of/)
  await shot(page, 'data-findings')
  await expectAccessible(page)

  // the cases
  await finding('texts-alike').getByRole('button', { name: 'Show 2 cases' }).focus()
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('heading', { name: 'Group 1 of 1: 2 cases of 2 patients' })).toBeVisible()
  await expect(dialog.getByRole('region', { name: 'note of c4' })).toContainText('seen by day')
  await expect(dialog.getByRole('region', { name: 'note of c11' })).toContainText('seen by night')
  await shot(page, 'data-findings-alike')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(finding('texts-alike').getByRole('button', { name: 'Show 2 cases' })).toBeFocused()

  await finding('text-may-identify').getByRole('button', { name: 'Show 1 case' }).click()
  await expect(dialog.getByRole('row', { name: /^43 c41 p20 discharged/ })).toBeVisible()
  await expect(dialog.locator('mark')).toHaveText('anna.muster@example.org')
  await shot(page, 'data-findings-cases')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Close' }).click()

  await finding('label-words-in-text')
    .getByRole('button', { name: /^Show \d+ words?$/ })
    .click()
  const words = dialog.getByTestId('label-words')
  await expect(words.getByRole('row', { name: /^sepsis in the class’s name sepsis 13 100 %/ })).toBeVisible()
  await words.getByRole('button', { name: 'Show the 13 cases with sepsis' }).click()
  await expect(dialog.getByTestId('cases').getByRole('row')).toHaveCount(1 + 13)
  await shot(page, 'data-findings-words')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Close' }).click()

  // the count is said, and more are shown on demand (R13)
  await finding('column-may-identify').getByRole('button', { name: 'Show 80 cases' }).click()
  await expect(dialog.getByText('The first 50 of 80 cases.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Show 30 more' }).click()
  await expect(dialog.getByTestId('cases').getByRole('row')).toHaveCount(1 + 80)
})

test('joined texts lead to the same findings, by the names of their columns', async ({ page }, {
  project,
}) => {
  const app = new Nearside(page)
  await app.open(project.name)
  await app.importFile(leakyNotes())
  await app.useColumnAs('kontakt', 'Text (notes)')
  await page.getByLabel('How the 2 text columns are read').selectOption('joined')
  const dialog = page.getByRole('dialog')
  const show = async (code: string, name: string): Promise<void> => {
    const finding = page.getByTestId('notices').locator('.callout')
    await finding
      .filter({ has: page.locator(`[data-code="${code}"]`) })
      .filter({ hasText: 'in “note”' })
      .getByRole('button', { name })
      .click()
  }
  const close = (): Promise<void> => dialog.getByRole('button', { name: 'Close' }).click()

  await show('texts-shared-by-patients', 'Show 2 cases')
  await expect(dialog.getByRole('region', { name: 'note of c20' })).toHaveText(
    'Came for a second look at the wound',
  )
  await close()
  await show('text-may-identify', 'Show 1 case')
  await expect(dialog.locator('mark')).toHaveText('anna.muster@example.org')
  await close()
  await show('label-words-in-text', 'Show')
  await dialog.getByRole('button', { name: 'Show the 13 cases with sepsis' }).click()
  await expect(dialog.getByRole('heading', { name: '13 cases with “sepsis”' })).toBeVisible()
  await expect(dialog.locator('mark').first()).toHaveText('sepsis')
})

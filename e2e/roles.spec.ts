import { expectAccessible } from './support/accessibility.ts'
import { keyboardOf } from './support/keyboard.ts'
import { shot } from './support/screenshots.ts'
import { expect, test } from './support/test.ts'
import { Nearside } from './pages/nearside.ts'

const dimensions = 24

/** Made-up visits of 60 patients with two rows each: vectors in numbered columns that go with the outcome, two texts. */
function visits(): { name: string; mimeType: string; buffer: Buffer } {
  const vector = Array.from({ length: dimensions }, (_, j) => `e${j}`)
  const rows = Array.from({ length: 120 }, (_, i) => {
    const patient = i >> 1
    const outcome = ['home', 'ward', 'surgery'][patient % 3]!
    const numbers = vector.map((_, j) => {
      const trait = j % 3 === patient % 3 ? 0.6 : 0
      return i % 20 === 7 ? '' : (Math.sin(i * 37 + j * 11) + trait).toFixed(4)
    })
    const history = `Visit ${i} for a complaint that began ${1 + (i % 9)} days ago`
    const findings = i % 10 === 3 ? '' : `Examined in room ${i % 7} and nothing new was seen in visit ${i}`
    return [`p${patient}`, ...numbers, String(30 + ((i * 13) % 45)), history, findings, outcome].join(',')
  })
  const text = [['patient', ...vector, 'age', 'history', 'findings', 'outcome'].join(','), ...rows].join('\n')
  return { name: 'synthetic-visits.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }
}

test('roles, classes and texts by keyboard alone, taken back and done again', async ({ page }, {
  project,
}) => {
  const app = new Nearside(page)
  const keys = keyboardOf(page)
  await app.open(project.name)
  const chooser = page.waitForEvent('filechooser')
  await keys.activate(page.getByRole('button', { name: 'Open a table' }))
  await (await chooser).setFiles(visits())
  await expect(app.heading('Does this look right?')).toBeVisible()
  await keys.activate(page.getByTestId('import'))

  // 24 columns of a vector are one line
  const sentence = page.getByTestId('data-sentence')
  await expect(sentence).toHaveText(
    '120 rows, 29 columns: 120 cases of 60 patients in 3 classes, predicted from 2 text columns, 1 set of ready-made vectors and 1 number',
  )
  const columns = page.getByTestId('columns').getByRole('row')
  await expect(columns).toHaveCount(1 + 6)
  const vector = page.getByLabel('Use of e0 … e23', { exact: true })
  await expect(vector).toHaveValue('embedding')
  await expect(columns.filter({ hasText: 'e0 … e23' })).toContainText('24 columns of numbers')
  await expect(page.getByTestId('notices')).toContainText('6 cases have no vector in “e”')
  await expectAccessible(page)
  await shot(page, 'data-vectors')

  // changed away, the members are there again, and can be shown each
  await keys.choose(vector, 'Num', 'number')
  await expect(sentence).toContainText('and 25 numbers')
  await keys.activate(page.getByRole('button', { name: 'Show each of e0 … e23' }))
  await expect(columns).toHaveCount(1 + 6 + dimensions)
  await keys.choose(page.getByLabel('Use of e5', { exact: true }), 'Not', 'ignore')
  await expect(vector).toHaveValue('')
  await expect(sentence).toContainText('and 24 numbers')
  await shot(page, 'data-vectors-each')

  // back to the vector, step by step
  await keys.press('Control+z')
  await expect(sentence).toContainText('and 25 numbers')
  await keys.press('Control+z')
  await expect(vector).toHaveValue('embedding')
  await expect(columns).toHaveCount(1 + 6)
  await keys.press('Control+Shift+z')
  await expect(vector).toHaveValue('number')
  const undo = page.getByRole('button', { name: 'Undo' })
  await keys.tabTo(undo, 'Shift+Tab')
  await keys.press('Enter')
  await expect(vector).toHaveValue('embedding')
  await expect(undo).toBeFocused()

  // the texts of a case as one
  await keys.choose(page.getByLabel('How the 2 text columns are read'), 'Joi', 'joined')
  await expect(page.getByText('in “texts”')).toHaveCount(0)

  // two classes become one, by name
  const classes = page.getByTestId('classes').locator('tbody tr')
  await expect(classes).toHaveText([/^home ?40/, /^surgery ?40/, /^ward ?40/])
  await keys.activate(page.getByText('Merge, rename, order or leave out classes'))
  await keys.tabTo(page.getByRole('checkbox', { name: 'surgery' }), 'Shift+Tab')
  await keys.press('Space')
  await keys.activate(page.getByRole('checkbox', { name: 'ward' }), 'Space')
  await keys.tabTo(page.getByLabel('Name of the merged class'))
  await keys.press('Control+a')
  await keys.type('home')
  await expect(page.getByText('“home” is another class or value already.')).toBeVisible()
  await keys.press('Control+a')
  await keys.type('stayed')
  await keys.press('Enter')
  await expect(classes).toHaveText([/^home ?40/, /^stayed.*was “surgery”, “ward” ?80 ?66.7 %/])
  await expect(sentence).toContainText('in 2 classes')
  await expectAccessible(page)
  await shot(page, 'data-classes')

  // the positive one, order, leaving out
  await keys.tabTo(page.getByRole('radio', { name: 'home is the positive class' }), 'Shift+Tab')
  await keys.press('ArrowDown')
  await expect(page.getByRole('radio', { name: 'stayed is the positive class' })).toBeChecked()
  await keys.activate(page.getByRole('button', { name: 'Move up' }))
  await expect(classes.first()).toContainText('stayed')
  await keys.press('Control+z')
  await expect(classes.first()).toContainText('home')
  await keys.press('Control+z')
  await keys.press('Control+z')
  await expect(classes).toHaveCount(3)
  await keys.press('Control+Shift+z')
  await expect(classes).toHaveCount(2)

  // what was chosen is stored: the classes, and the joined texts
  await app.reload()
  await expect(sentence).toContainText('in 2 classes')
  await expect(classes.nth(1)).toContainText('stayed')
  await expect(page.getByLabel('How the 2 text columns are read')).toHaveValue('joined')
  await expect(undo).toHaveAttribute('aria-disabled', 'true')
})

test('ready-made vectors alone, from the file to a verdict', async ({ page }, { project }) => {
  const app = new Nearside(page)
  await app.open(project.name)
  await app.importFile(visits())
  for (const column of ['age', 'history', 'findings']) await app.useColumnAs(column, 'Not used')
  await page.getByText('Merge, rename, order or leave out classes').click()
  await page.getByRole('checkbox', { name: 'ward' }).check()
  await page.getByRole('button', { name: 'Leave out' }).click()
  await expect(page.getByRole('list', { name: 'Left out' })).toContainText('“ward” is left out: 40 rows')
  await expect(page.getByTestId('data-sentence')).toContainText(
    '80 cases of 40 patients in 2 classes, predicted from 1 set of ready-made vectors',
  )
  await shot(page, 'data-left-out')
  await page.getByTestId('to-encode').click()
  await expect(app.heading('Nothing to encode')).toBeVisible()
  await page.getByRole('link', { name: 'Continue to Adapt' }).click()
  await app.smallRun()
  await app.run()
  await expect(app.verdict).toBeVisible({ timeout: 150_000 })
  const results = await app.downloadResults()
  expect(results.environment.encoders).toEqual([])
  expect(results.data).toMatchObject({
    cases: 80,
    classes: { home: 40, surgery: 40 },
    predictors: [{ column: 'e', role: 'embedding' }],
    excluded: [{ reason: 'the label is none of the classes', count: 40 }],
  })
  expect(results.study.columns!['e']).toEqual({ role: 'embedding', prefix: 'e' })
})

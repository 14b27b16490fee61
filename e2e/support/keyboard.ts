import { expect, type Locator, type Page } from '@playwright/test'

/** The keyboard, and nothing but it. */
export function keyboardOf(page: Page) {
  const { keyboard } = page
  const tabTo = async (target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> => {
    await expect(target).toBeVisible()
    const isFocused = (): Promise<boolean> => target.evaluate((element) => element === document.activeElement)
    for (let i = 0; i < 150 && !(await isFocused()); i++) await keyboard.press(key)
    await expect(target).toBeFocused()
  }
  return {
    tabTo,
    press: (keys: string) => keyboard.press(keys),
    type: (text: string) => keyboard.type(text),
    async activate(target: Locator, key: 'Enter' | 'Space' = 'Enter') {
      await tabTo(target)
      await keyboard.press(key)
    },
    /** Chooses in a list by the first letters of the option. */
    async choose(select: Locator, letters: string, value: string) {
      await tabTo(select)
      await keyboard.type(letters)
      await expect(select).toHaveValue(value)
    },
  }
}

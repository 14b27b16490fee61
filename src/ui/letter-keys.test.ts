import { createElement, type ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, expect, test, vi } from 'vitest'

/** The app as it is after the page was loaded. */
async function loaded(): Promise<{ set: (on: boolean) => void; shown: () => string }> {
  vi.resetModules()
  const { setLetterKeys, useLetterKeys } = await import('./letter-keys.ts')
  const Shown = (): ReactElement => createElement('p', null, useLetterKeys() ? 'on' : 'off')
  return { set: setLetterKeys, shown: () => renderToStaticMarkup(createElement(Shown)) }
}

afterEach(() => void vi.unstubAllGlobals())

test('letters act until they are turned off, which is kept in this browser', async () => {
  const marks = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => marks.get(key) ?? null,
    setItem: (key: string, value: string) => void marks.set(key, value),
    removeItem: (key: string) => void marks.delete(key),
  })
  const first = await loaded()
  expect(first.shown()).toBe('<p>on</p>')
  first.set(false)
  expect(first.shown()).toBe('<p>off</p>')
  // what is erased with everything else bears this name
  expect([...marks.keys()].every((key) => key.startsWith('nearside.'))).toBe(true)
  const second = await loaded()
  expect(second.shown()).toBe('<p>off</p>')
  second.set(true)
  expect((await loaded()).shown()).toBe('<p>on</p>')
})

test('where the browser keeps nothing the choice holds for the page', async () => {
  const refuse = (): never => {
    throw new DOMException('blocked', 'SecurityError')
  }
  vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse, removeItem: refuse })
  const { set, shown } = await loaded()
  expect(shown()).toBe('<p>on</p>')
  set(false)
  expect(shown()).toBe('<p>off</p>')
})

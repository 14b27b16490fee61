import type { ReactElement } from 'react'
import { Checkbox } from '../ui/field.tsx'
import { setLetterKeys, useLetterKeys } from '../ui/letter-keys.ts'
import { Dialog } from '../ui/dialog.tsx'
import { TableFrame } from '../ui/table-frame.tsx'

const groups = [
  {
    title: 'Everywhere',
    keys: [
      { keys: ['?'], does: 'This list, while nothing else is open' },
      { keys: ['J'], does: 'The next case of a list, or of the one that is open' },
      { keys: ['K'], does: 'The previous case' },
      { keys: ['Enter'], does: 'Opens the case that has the focus, with what is similar to it' },
      { keys: ['Escape'], does: 'Closes what is open' },
      { keys: ['Ctrl', 'Z'], does: 'Takes the last change of the project back' },
      { keys: ['Ctrl', 'Shift', 'Z'], does: 'Does it again' },
    ],
  },
  {
    title: 'On a map',
    keys: [
      { keys: ['←', '→', '↑', '↓'], does: 'To the nearest case in that direction' },
      { keys: ['Enter'], does: 'Chooses the case, or takes it off the chosen ones' },
      { keys: ['O'], does: 'Opens the case' },
      { keys: ['+', '−'], does: 'Larger, smaller' },
      { keys: ['0'], does: 'The whole map' },
    ],
  },
] as const

/** The keys that the app answers to. Everything else is reached with Tab and the keys of the browser. */
export function KeysDialog({ onClose }: { onClose: () => void }): ReactElement {
  const isOn = useLetterKeys()
  return (
    <Dialog title="Keys" onClose={onClose}>
      {groups.map(({ title, keys }) => (
        <section key={title} className="stack stack--close">
          <h3>{title}</h3>
          <TableFrame label={title}>
            <thead>
              <tr>
                <th scope="col">Key</th>
                <th scope="col">What it does</th>
              </tr>
            </thead>
            <tbody>
              {keys.map((one) => (
                <tr key={one.does}>
                  <th scope="row" className="nowrap">
                    {one.keys.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </th>
                  <td>{one.does}</td>
                </tr>
              ))}
            </tbody>
          </TableFrame>
        </section>
      ))}
      <Checkbox
        checked={isOn}
        onChange={setLetterKeys}
        label={
          <>
            <kbd>?</kbd> <kbd>J</kbd> <kbd>K</kbd> act on every screen. Turn them off if you dictate to the
            computer or strike keys by accident; this browser keeps the choice.
          </>
        }
      />
      <p className="quiet">
        In a field letters are letters. Everything else is reached with Tab, and done with Enter or the space
        bar.
      </p>
    </Dialog>
  )
}

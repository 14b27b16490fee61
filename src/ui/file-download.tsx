import type { ReactElement, ReactNode } from 'react'
import { Button } from './button.tsx'

/** Saves a file made on the spot, through the browser's own download; nothing is requested. */
export function FileDownload(props: {
  name: string
  type: string
  content: () => string
  testId: string
  children: ReactNode
}): ReactElement {
  return (
    <Button
      icon="download"
      data-testid={props.testId}
      onClick={() => save(props.name, props.type, props.content())}
    >
      {props.children}
    </Button>
  )
}

function save(name: string, type: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}

import type { ReactElement, ReactNode } from 'react'
import { Button } from './button.tsx'

/**
 * Saves a file made on the spot, through the browser's own download; nothing is requested. null, where it could not be made and that
 * was told, saves nothing.
 */
export function FileDownload(props: {
  name: string
  type: string
  content: () => FileContent | Promise<FileContent>
  testId: string
  children: ReactNode
}): ReactElement {
  return (
    <Button
      icon="download"
      data-testid={props.testId}
      onClick={() => void saveWhenMade(props.name, props.type, props.content())}
    >
      {props.children}
    </Button>
  )
}

type FileContent = string | Blob | null

async function saveWhenMade(
  name: string,
  type: string,
  content: FileContent | Promise<FileContent>,
): Promise<void> {
  const made = await content
  if (made !== null) save(name, type, made)
}

function save(name: string, type: string, content: string | Blob): void {
  const url = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}

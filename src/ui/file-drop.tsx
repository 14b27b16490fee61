import { useRef, useState, type ReactElement, type ReactNode } from 'react'

/** A drop target around its children; dropping has the file picker as its keyboard alternative. */
export function FileDrop(props: {
  label: string
  onFiles: (files: readonly File[]) => void
  children: ReactNode
}): ReactElement {
  const [over, setOver] = useState(false)
  const depth = useRef(0)
  return (
    <section
      aria-label={props.label}
      className={over ? 'dropzone dropzone--over' : 'dropzone'}
      onDragEnter={(event) => {
        event.preventDefault()
        depth.current += 1
        setOver(true)
      }}
      onDragOver={(event) => event.preventDefault()}
      onDragLeave={() => {
        depth.current -= 1
        if (depth.current === 0) setOver(false)
      }}
      onDrop={(event) => {
        event.preventDefault()
        depth.current = 0
        setOver(false)
        const files = [...event.dataTransfer.files]
        if (files.length > 0) props.onFiles(files)
      }}
    >
      {props.children}
    </section>
  )
}

/** A button that opens the system's file picker. */
export function FileButton(props: {
  children: ReactNode
  accept: string
  multiple?: boolean
  testId: string
  kind?: 'primary' | 'plain' | 'quiet'
  onFiles: (files: readonly File[]) => void
}): ReactElement {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button
        type="button"
        className={`button button--${props.kind ?? 'plain'}`}
        onClick={() => input.current?.click()}
      >
        {props.children}
      </button>
      <input
        ref={input}
        hidden
        type="file"
        data-testid={props.testId}
        accept={props.accept}
        multiple={props.multiple ?? false}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])]
          event.target.value = ''
          if (files.length > 0) props.onFiles(files)
        }}
      />
    </>
  )
}

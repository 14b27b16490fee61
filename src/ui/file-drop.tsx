import { useEffect, useRef, useState, type ReactElement, type ReactNode } from 'react'
import { droppedFiles } from './dropped-files.ts'
import { pickFolder } from './picked-folder.ts'

/** A drop target around its children; dropping has the file picker as its keyboard alternative. */
export function FileDrop(props: {
  label: string
  /** What is dropped is not taken, and not opened by the browser either. */
  disabled?: boolean
  onFiles: (files: readonly File[]) => void
  children: ReactNode
}): ReactElement {
  const { disabled = false } = props
  const [over, setOver] = useState(false)
  const [unreadable, setUnreadable] = useState(false)
  const depth = useRef(0)
  const takeDropped = async (transfer: DataTransfer): Promise<void> => {
    const files = await droppedFiles(transfer).catch(() => null)
    setUnreadable(files === null)
    if (files) props.onFiles(files)
  }
  return (
    <section
      aria-label={props.label}
      className={disabled ? 'dropzone dropzone--disabled' : over ? 'dropzone dropzone--over' : 'dropzone'}
      onDragEnter={(event) => {
        event.preventDefault()
        depth.current += 1
        setOver(true)
      }}
      onDragOver={(event) => {
        event.preventDefault()
        if (disabled) event.dataTransfer.dropEffect = 'none'
      }}
      onDragLeave={() => {
        depth.current -= 1
        if (depth.current === 0) setOver(false)
      }}
      onDrop={(event) => {
        event.preventDefault()
        depth.current = 0
        setOver(false)
        if (!disabled) void takeDropped(event.dataTransfer)
      }}
    >
      {props.children}
      {unreadable && <Unreadable />}
    </section>
  )
}

function Unreadable(): ReactElement {
  return (
    <p className="field__error" role="alert">
      This cannot be read: it was moved, or this account may not open it. Nothing was changed; drop it here,
      or choose it with a button.
    </p>
  )
}

/** A button that opens the system's file picker. */
export function FileButton(props: PickerProps & { accept: string; multiple?: boolean }): ReactElement {
  const { children, accept, multiple = false, ...rest } = props
  return (
    <PickerButton {...rest} accept={accept} multiple={multiple} folder={false}>
      {children}
    </PickerButton>
  )
}

/** A button that opens the system's folder picker, and gives every file below the folder. */
export function FolderButton({ onFiles, ...props }: PickerProps): ReactElement {
  const [unreadable, setUnreadable] = useState(false)
  const pick = async (): Promise<boolean> => {
    const files = await pickFolder().catch(() => 'unreadable' as const)
    setUnreadable(files === 'unreadable')
    if (files === null) return false
    if (files !== 'unreadable' && files.length > 0) onFiles(files)
    return true
  }
  return (
    <>
      <PickerButton {...props} onFiles={onFiles} multiple folder pick={pick} />
      {unreadable && <Unreadable />}
    </>
  )
}

interface PickerProps {
  children: ReactNode
  testId: string
  kind?: 'primary' | 'plain' | 'quiet'
  disabled?: boolean
  onFiles: (files: readonly File[]) => void
}

function PickerButton(
  props: PickerProps & {
    accept?: string
    multiple: boolean
    folder: boolean
    /** Another picker, to be tried first; false where there is none. */
    pick?: () => Promise<boolean>
  },
): ReactElement {
  const input = useRef<HTMLInputElement>(null)
  // React has no property for it
  useEffect(() => {
    if (input.current) input.current.webkitdirectory = props.folder
  }, [props.folder])
  const open = async (): Promise<void> => {
    if (!(await props.pick?.())) input.current?.click()
  }
  return (
    <>
      <button
        type="button"
        className={`button button--${props.kind ?? 'plain'}`}
        disabled={props.disabled}
        onClick={() => void open()}
      >
        {props.children}
      </button>
      <input
        ref={input}
        hidden
        type="file"
        data-testid={props.testId}
        accept={props.accept}
        multiple={props.multiple}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])]
          event.target.value = ''
          props.onFiles(files)
        }}
      />
    </>
  )
}

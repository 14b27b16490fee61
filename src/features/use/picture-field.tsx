import { useCallback, type ReactElement } from 'react'
import { Button } from '../../ui/button.tsx'
import { FileButton, FileDrop } from '../../ui/file-drop.tsx'
import { LoadedPicture } from '../../ui/loaded-picture.tsx'
import { pictureFieldMark } from './pasted-pictures.ts'

/** Pictures of a case: chosen or dropped here; the form gives those that are pasted. */
export function PictureField(props: {
  label: string
  files: readonly File[]
  onChange: (files: readonly File[]) => void
}): ReactElement {
  const { label, files, onChange } = props
  const add = (more: readonly File[]): void => {
    if (more.length > 0) onChange([...files, ...more])
  }
  return (
    // a click into it gives it the focus, so that what is pasted next comes here
    <div className="field" tabIndex={-1} {...{ [pictureFieldMark]: label }}>
      <span className="field__label">{label}</span>
      <FileDrop label={`Pictures: ${label}`} onFiles={add}>
        <div className="row">
          <FileButton testId={`picture-${label}`} accept="image/*,.dcm" multiple onFiles={add}>
            Choose a picture
          </FileButton>
          <span className="quiet">or drop it here, or paste it. Several of one case are averaged.</span>
        </div>
        {files.length > 0 && (
          <ul className="picture-strip">
            {files.map((file, i) => (
              <li key={`${i} ${file.name}`} className="stack stack--close">
                <FilePicture file={file} />
                <Button
                  kind="quiet"
                  className="button--small"
                  aria-label={`Remove ${file.name}`}
                  onClick={() => onChange(files.filter((_, at) => at !== i))}
                >
                  Remove
                </Button>
              </li>
            ))}
          </ul>
        )}
      </FileDrop>
    </div>
  )
}

function FilePicture({ file }: { file: File }): ReactElement {
  const load = useCallback(() => Promise.resolve(file), [file])
  return <LoadedPicture load={load} name={file.name} />
}

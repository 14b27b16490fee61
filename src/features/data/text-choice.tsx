import type { ReactElement } from 'react'
import type { TextUse } from '../../core/dataset/text-modality.ts'
import type { OpenProject } from '../../state/app-state.ts'
import { useActions } from '../../state/context.ts'
import { SelectField } from '../../ui/field.tsx'
import { plural } from '../../ui/format.ts'

const options = [
  { value: 'each', label: 'Each by itself' },
  { value: 'joined', label: 'Joined, with their names' },
]

/** Where several columns are text: a modality each, or one text a case. */
export function TextChoice({ project }: { project: OpenProject }): ReactElement | null {
  const actions = useActions()
  const texts = Object.values(project.roles).filter(({ role }) => role === 'text').length
  if (texts < 2) return null
  return (
    <div className="fields">
      <SelectField
        label={`How the ${plural(texts, 'text column')} are read`}
        value={project.settings.texts}
        options={options}
        hint={
          project.settings.texts === 'each'
            ? 'Each column has vectors of its own.'
            : 'One text a case: “name: text” for each column, in their order.'
        }
        onChange={(use) => void actions.setTexts(use as TextUse)}
      />
    </div>
  )
}

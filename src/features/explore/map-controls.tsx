import type { ReactElement } from 'react'
import { LookMark } from '../../charts/class-mark.tsx'
import type { MapTool } from '../../charts/point-map.tsx'
import type { MapChart } from '../../core/charts/map.ts'
import type { LayoutMethod } from '../../core/explore/map-layout.ts'
import { classifierTitle } from '../../core/report/words.ts'
import { Checkbox, Select, SelectField, TextField, type Option } from '../../ui/field.tsx'
import { formatCount } from '../../ui/format.ts'
import { Term } from '../../ui/term.tsx'

/** How the maps are drawn, and what is looked for on them. */
export interface MapSettings {
  readonly method: LayoutMethod
  /** See `coloursBy`. */
  readonly by: string
  readonly classifier: string
  readonly search: string
  readonly tool: MapTool
  readonly showsPictures: boolean
}

const methods: readonly { readonly value: LayoutMethod; readonly label: string }[] = [
  { value: 'pca', label: 'PCA' },
  { value: 'umap', label: 'UMAP' },
]
const tools: readonly { readonly value: MapTool; readonly label: string }[] = [
  { value: 'move', label: 'moves the map' },
  { value: 'lasso', label: 'draws a lasso' },
  { value: 'rectangle', label: 'draws a rectangle' },
]

/** What is drawn, and by what it is told apart. */
export function MapControls(props: {
  settings: MapSettings
  colourings: readonly Option[]
  classifiers: readonly string[]
  isBusy: boolean
  onChange: (change: Partial<MapSettings>) => void
}): ReactElement {
  const { settings, colourings, classifiers, isBusy, onChange } = props
  return (
    <div className="fields explore-fields">
      <SelectField
        label={
          <Term
            word="Map"
            explanation="Two axes for many: PCA shows the directions of most variance, UMAP keeps neighbours together. Sizes of gaps and groups in UMAP mean little."
          />
        }
        value={settings.method}
        options={methods}
        disabled={isBusy}
        onChange={(value) => onChange({ method: value as LayoutMethod })}
      />
      <SelectField
        label="Colour by"
        value={settings.by}
        options={colourings}
        onChange={(by) => onChange({ by })}
      />
      <SelectField
        label="Predictions of"
        value={settings.classifier}
        options={classifiers.map((name) => ({ value: name, label: classifierTitle(name) }))}
        onChange={(classifier) => onChange({ classifier })}
      />
      <TextField
        label="Find on the map"
        value={settings.search}
        onChange={(search) => onChange({ search })}
      />
    </div>
  )
}

/** The legend, and what pointer and picture do, beside the maps. */
export function MapBar(props: {
  series: MapChart['series']
  settings: MapSettings
  hasPictures: boolean
  onChange: (change: Partial<MapSettings>) => void
}): ReactElement {
  const { series, settings, hasPictures, onChange } = props
  return (
    <div className="row row--apart">
      <ul className="legend" aria-label="Legend">
        {series.map((one) => (
          <li key={one.label}>
            <LookMark look={one} />
            {one.label} <span className="quiet">{formatCount(one.count)}</span>
          </li>
        ))}
      </ul>
      <span className="row">
        {hasPictures && (
          <Checkbox
            label="Pictures on the maps"
            checked={settings.showsPictures}
            onChange={(showsPictures) => onChange({ showsPictures })}
          />
        )}
        <span className="row explore-tool">
          Dragging
          <Select
            label="What dragging does"
            value={settings.tool}
            options={tools}
            onChange={(value) => onChange({ tool: value as MapTool })}
          />
        </span>
      </span>
    </div>
  )
}

import { useMemo, useState, type ReactElement, type ReactNode } from 'react'
import { CaseGlance, CasePicture } from '../../cases/case-glance.tsx'
import { PointMap, type MapTool } from '../../charts/point-map.tsx'
import { marks } from '../../charts/point-renderer.ts'
import type { MapChart } from '../../core/charts/map.ts'
import type { Table } from '../../core/tables/table.ts'
import type { ExploredFold } from '../../state/exploration.ts'

/** The same cases on two maps: what is pointed at on one is marked on the other. Pointing draws the maps again and nothing else. */
export function LinkedMaps(props: {
  before: MapChart
  after: MapChart
  /** What holds of each case whether or not it is pointed at, see `marks`, [n]. */
  ofPoints: Uint8Array
  tool: MapTool
  fold: ExploredFold
  table: Table
  inWords: (row: number) => string
  showsPictures: boolean
  onPick: (row: number, added: boolean) => void
  onOpen: (row: number) => void
  onOutline: (rows: readonly number[], added: boolean) => void
}): ReactElement {
  const { before, after, ofPoints, fold, table, inWords, showsPictures, ...shared } = props
  const { dataset, cases } = fold
  const [focused, setFocused] = useState<number | null>(null)
  const marked = useMemo(() => {
    if (focused === null) return ofPoints
    const copy = ofPoints.slice()
    copy[focused]! |= marks.focused
    return copy
  }, [ofPoints, focused])
  const tip = focused !== null && (
    <>
      <strong>{inWords(focused)}</strong>
      <CaseGlance caseIndex={cases[focused]!} table={table} dataset={dataset} most={140} />
    </>
  )
  const renderPicture = (row: number): ReactNode => <CasePicture caseIndex={cases[row]!} dataset={dataset} />
  const map = {
    ...shared,
    ofPoints: marked,
    focused,
    tip,
    onFocus: setFocused,
    renderPicture: showsPictures ? renderPicture : null,
  }
  return (
    <>
      <div className="explore-maps">
        <PointMap chart={before} testId="map-before" {...map} />
        <PointMap chart={after} testId="map-after" {...map} />
      </div>
      <p role="status" className="visually-hidden">
        {focused !== null && inWords(focused)}
      </p>
    </>
  )
}

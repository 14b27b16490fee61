import type { Stage } from '../state/routes.ts'

export const stageTitles: Record<Stage, string> = {
  data: 'Data',
  encode: 'Encode',
  adapt: 'Adapt',
  results: 'Results',
  explore: 'Explore',
  use: 'Use',
}

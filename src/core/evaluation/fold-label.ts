import type { Cell } from './types.ts'

/** "Site A" where the fold leaves that site out, else its number, from 1. */
export const foldLabel = ({ fold, fold_name }: Pick<Cell, 'fold' | 'fold_name'>): string =>
  fold_name ?? `${fold + 1}`

/** To the 5 decimals in which curves are written; null where there is no value (NaN). */
export const rounded = (value: number): number | null =>
  Number.isNaN(value) ? null : Math.round(value * 1e5) / 1e5

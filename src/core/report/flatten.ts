/** Every leaf of plain data with its path: ["settings.pca.components", "128"]. */
export function flatten(value: unknown, path: string): (readonly [string, string])[] {
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object'))
    return [[path, value.join(', ')]]
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, inner]) =>
      flatten(inner, path === '' ? key : `${path}.${key}`),
    )
  return [[path, typeof value === 'string' ? value : value === null ? 'none' : JSON.stringify(value)]]
}

import { Failure } from '../failure.ts'

/**
 * Reads plain JSON strictly: every method checks the value at `path` ("validation.folds") and throws a Failure that
 * says where it stands and what would have been right. Nothing is coerced, nothing unknown is passed over.
 */
export interface Reader {
  readonly path: string
  /** This value as a map that may have these keys only. @throws 'study-wrong-type', 'study-unknown-key' */
  fields(known: readonly string[]): { (key: string): Reader | undefined; required(key: string): Reader }
  /** This value as a map with keys of the user's own choice. */
  entries(): readonly (readonly [string, Reader])[]
  /** A list of at least `minimum` values. */
  list(minimum: number): readonly Reader[]
  text(): string
  boolean(): boolean
  /** @throws 'study-wrong-type', 'study-out-of-range' */
  number(minimum: number, maximum: number): number
  integer(minimum: number, maximum: number): number
  /** One of the names. @throws 'study-unknown-name', which lists them */
  oneOf<Name extends string>(known: readonly Name[]): Name
  isNull(): boolean
  isText(): boolean
}

export function readerOf(value: unknown, path: string): Reader {
  const wrongType = (expected: string): Failure => new Failure('study-wrong-type', { path, expected })
  const at = (key: string): string => (path === '' ? key : `${path}.${key}`)

  const object = (): Readonly<Record<string, unknown>> => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrongType('an object { }')
    return value as Record<string, unknown>
  }
  const number = (minimum: number, maximum: number): number => {
    if (typeof value !== 'number') throw wrongType('a number')
    if (!(value >= minimum && value <= maximum))
      throw new Failure('study-out-of-range', { path, minimum, maximum, actual: value })
    return value
  }
  const text = (): string => {
    if (typeof value !== 'string') throw wrongType('a text')
    return value
  }

  return {
    path,
    fields(known) {
      const map = object()
      const stranger = Object.keys(map).find((key) => !known.includes(key))
      if (stranger !== undefined)
        throw new Failure('study-unknown-key', { path, key: stranger, known: known.join(', ') })
      const field = (key: string): Reader | undefined =>
        Object.hasOwn(map, key) ? readerOf(map[key], at(key)) : undefined
      return Object.assign(field, {
        required(key: string): Reader {
          const found = field(key)
          if (!found) throw new Failure('study-missing-key', { path: at(key) })
          return found
        },
      })
    },
    entries: () => Object.entries(object()).map(([key, inner]) => [key, readerOf(inner, at(key))] as const),
    list(minimum) {
      if (!Array.isArray(value)) throw wrongType('a list [ ]')
      if (value.length < minimum) throw wrongType(`a list of at least ${minimum}`)
      return value.map((item: unknown, i) => readerOf(item, `${path}[${i}]`))
    },
    text,
    boolean() {
      if (typeof value !== 'boolean') throw wrongType('true or false')
      return value
    },
    number,
    integer(minimum, maximum) {
      if (!Number.isInteger(number(minimum, maximum))) throw wrongType('a whole number')
      return value as number
    },
    oneOf<Name extends string>(known: readonly Name[]): Name {
      const name = text()
      const found = known.find((candidate) => candidate === name)
      if (found === undefined)
        throw new Failure('study-unknown-name', { path, name, known: known.join(', ') })
      return found
    },
    isNull: () => value === null,
    isText: () => typeof value === 'string',
  }
}

/** The items read, none twice. @throws 'study-duplicate' */
export function distinct<Item extends string>(
  items: readonly Reader[],
  read: (item: Reader) => Item,
): Item[] {
  const out: Item[] = []
  for (const item of items) {
    const name = read(item)
    if (out.includes(name)) throw new Failure('study-duplicate', { path: item.path, name })
    out.push(name)
  }
  return out
}

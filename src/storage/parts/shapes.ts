import {
  array,
  check,
  custom,
  finite,
  type GenericSchema,
  instance,
  integer,
  is,
  looseObject,
  minLength,
  minValue,
  number,
  picklist,
  pipe,
  strictObject,
  string,
} from 'valibot'

/** A whole number of at least 0. */
export const count = pipe(number(), integer(), minValue(0))

/** Neither NaN nor without end. */
export const finiteNumber = pipe(number(), finite())

/** NaN and the infinities too. */
export const anyNumber = custom<number>((input) => typeof input === 'number')

export const filledString = pipe(string(), minLength(1))

/** Each once. */
export const distinctStrings = pipe(
  array(string()),
  check((all) => new Set(all).size === all.length),
)

/**
 * Values under names of somebody's own choice. valibot's own `record` passes over values under names such as "constructor", which
 * a column may have.
 */
export const byName = <T>(value: GenericSchema<unknown, T>) =>
  custom<Readonly<Record<string, T>>>(
    (input) =>
      typeof input === 'object' &&
      input !== null &&
      [Object.prototype, null].includes(Object.getPrototypeOf(input)) &&
      Object.values(input).every((one) => is(value, one)),
  )

/** Row-major numbers, as many as rows and columns say. */
export const matrix = pipe(
  strictObject({ rows: count, cols: count, data: instance(Float32Array) }),
  check(({ rows, cols, data }) => data.length === rows * cols),
)

/** Of any code: one that a version does not know is told by its code, and is no reason to lose a project. */
export const notice = looseObject({
  code: filledString,
  severity: picklist(['info', 'warning', 'blocking']),
  params: looseObject({}),
})

/** What a project's record says of its copies; times in milliseconds since 1970. */
export interface CopyFacts {
  readonly createdAt: number
  /** Of the last change of anything in it. */
  readonly updatedAt: number
  readonly copy?: { readonly at: number }
  readonly reminderPutOffAt?: number
  readonly origin: { readonly synthetic: boolean } | null
}

/** How long a reminder that was put off stays away. */
export const reminderRest = 7 * 24 * 3600 * 1000

/** Whether something was changed that no copy holds; the file itself, as it was opened, the user has. */
export function isChangedSinceCopy({ createdAt, updatedAt, copy }: CopyFacts): boolean {
  return updatedAt > (copy?.at ?? createdAt)
}

/** Whether to remind the user to take a copy: made-up cases are not worth it. */
export function isCopyDue(facts: CopyFacts, now: number): boolean {
  const { reminderPutOffAt, origin } = facts
  const rests = reminderPutOffAt !== undefined && now - reminderPutOffAt < reminderRest
  return isChangedSinceCopy(facts) && !rests && !origin?.synthetic
}

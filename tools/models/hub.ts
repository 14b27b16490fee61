import { HUB_URL, HubApiError, listFiles, modelInfo } from '@huggingface/hub'
import type { ListedFile } from '../../src/core/encoders/model-layout.ts'

/** Where models are fetched from. */
export interface Hub {
  /** Without a slash at its end. */
  readonly url: string
  readonly token?: string
}

export interface HubFile extends ListedFile {
  /** SHA-256 of the content, of files that the hub keeps outside of git. */
  readonly sha256?: string
  /** Git's own hash of the content, of all others. */
  readonly blob?: string
}

/** A model at one commit. */
export interface HubModel {
  readonly id: string
  readonly commit: string
  readonly licence?: string
  readonly files: readonly HubFile[]
}

/** HF_ENDPOINT and HF_TOKEN, as the hub's own programs read them. */
export function hubFromEnvironment({ HF_ENDPOINT, HF_TOKEN }: NodeJS.ProcessEnv): Hub {
  return { url: (HF_ENDPOINT || HUB_URL).replace(/\/+$/, ''), ...(HF_TOKEN && { token: HF_TOKEN }) }
}

/**
 * What the hub has under an id at a revision, which it resolves to a commit.
 * @throws Error in one line
 */
export async function findOnHub(hub: Hub, id: string, revision: string): Promise<HubModel> {
  const access = { hubUrl: hub.url, ...(hub.token && { accessToken: hub.token }) }
  try {
    const info = await modelInfo({ name: id, revision, additionalFields: ['sha', 'cardData'], ...access })
    if (typeof info.sha !== 'string') throw new SyntaxError('no commit')
    const files: HubFile[] = []
    for await (const entry of listFiles({ repo: id, revision: info.sha, recursive: true, ...access })) {
      if (entry.type !== 'file') continue
      const { path, size, oid: blob } = entry
      files.push({ path, size, ...(entry.lfs ? { sha256: entry.lfs.oid } : blob && { blob }) })
    }
    // "other" has its name in a field of its own
    const { license, license_name } = (info.cardData ?? {}) as Record<string, unknown>
    const licence = [license, license_name].flat().filter((name) => typeof name === 'string')
    return { id, commit: info.sha, files, ...(licence.length > 0 && { licence: licence.join(', ') }) }
  } catch (error) {
    throw new Error(inWords(error, hub, id, revision), { cause: error })
  }
}

function inWords(error: unknown, hub: Hub, id: string, revision: string): string {
  if (!(error instanceof HubApiError)) return networkInWords(error, hub)
  const { statusCode: status } = error
  if (status === 404 && /^invalid rev/i.test(error.message))
    return `${id} has no revision “${revision}” at ${hub.url}.`
  if (status === 404) return `There is no model ${id} at ${hub.url}.`
  if (status === 401 || status === 403) return refused(id, hub)
  return `${hub.url} answered ${status} for ${id}; try again later.`
}

/** The hub answers 401 for what does not exist, too, unless it knows who asks. */
export const refused = (id: string, hub: Hub): string =>
  hub.token
    ? `${hub.url} refuses ${id} to the owner of HF_TOKEN: accept the model's terms on its page, or check the id.`
    : `${hub.url} refuses ${id} without a login: check the id; if the model is gated, accept its terms on its page and set HF_TOKEN.`

/** What fetch throws says what happened in its cause only; what has none is not about the network. */
export function networkInWords(error: unknown, hub: Hub): string {
  if (error instanceof SyntaxError)
    return `${hub.url} does not answer as a hub does: does a proxy want a login?`
  const { message, cause } = error instanceof Error ? error : new Error(String(error))
  if (cause === undefined) return message
  const reason = cause instanceof Error ? (cause as NodeJS.ErrnoException).code || cause.message : message
  return `${hub.url} cannot be reached (${reason}): is this computer connected?`
}

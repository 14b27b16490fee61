import { usage } from '../storage/space.ts'
import type { Context } from './services.ts'

/** Measures anew what the user's data take on this computer, for the meter: whenever something large was stored or deleted. */
export async function measureStorage({ store }: Pick<Context, 'store'>): Promise<void> {
  const used = await usage()
  store.setState({ storageUse: used && { usage: used.usedBytes } })
}

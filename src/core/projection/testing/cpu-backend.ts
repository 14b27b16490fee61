import * as tf from '@tensorflow/tfjs'

/** The cpu backend with tfjs's gradients, for tests in Node. The app's workers start theirs in engine/backend.ts. */
export async function useCpuBackend(): Promise<void> {
  // keeps the advice to install a native backend off the console
  tf.enableProdMode()
  await tf.setBackend('cpu')
}

import type { EncoderModality, EncoderSpec } from '../core/encoders/encoder.ts'
import { cosineMatrix } from '../core/encoders/similarity.ts'
import { Failure, toFailureData, type FailureData } from '../core/failure.ts'
import type { Matrix } from '../core/math/matrix.ts'
import type { OpenEncoder, SelfTestReport } from '../engine/client.ts'
import type { EncoderDevice, EncoderInput } from '../engine/protocol.ts'
import { encodeFew } from './encoder-trial.ts'
import { runJob } from './job-runner.ts'
import type { Machine } from './machine.ts'
import { installedEncoder, modelSource, usableEncoders } from './models.ts'
import type { Context } from './services.ts'

/** One encoder on one device: loaded, run, and compared with what it must give. */
export interface SelfTestOutcome {
  /** Where it ran in the end: half precision, or a device that is lost again and again, ends on WebAssembly. */
  readonly device: EncoderDevice | null
  /** null where it failed, and where its folder has no self-test. */
  readonly report: SelfTestReport | null
  readonly failure: FailureData | null
  /** Loading and encoding; null where it ran on the way to something else. */
  readonly seconds: number | null
}

export interface EncoderComparison {
  readonly id: string
  readonly modality: EncoderModality
  /** What the inputs are called: the texts themselves, or the pictures' file names; [n]. */
  readonly names: readonly string[]
  /** Cosine of each pair, NaN where the encoder knows nothing of one of them, [n, n]. */
  readonly cosines: Matrix
  readonly device: EncoderDevice
  /** Texts whose end was cut. */
  readonly overlong: number
  readonly seconds: number
}

export const selfTestKey = ({ id, modality }: EncoderSpec, device: EncoderDevice): string =>
  `${id} ${modality} ${device}`

/** The devices on which a self-test makes sense here: a software adapter only counts where it was asked for. */
export function testableDevices(machine: Machine | null, preference: string): readonly EncoderDevice[] {
  const real = (machine?.adapter ?? null) !== null
  const asked = preference === 'webgpu' && machine?.softwareAdapter === true
  return real || asked ? ['wasm', 'webgpu'] : ['wasm']
}

/** Runs every installed encoder's self-test on every device there is. A failure is an outcome, not the end. */
export async function testEncoders(context: Context): Promise<void> {
  const { store, services } = context
  const { machine, preference } = store.getState()
  const encoders = usableEncoders(store.getState())
  const devices = testableDevices(machine, preference)
  const total = encoders.length * devices.length
  const job = { kind: 'model', title: 'Testing the encoders', unit: 'tests', total } as const
  await runJob(context, job, async ({ signal, show }) => {
    let done = 0
    for (const spec of encoders)
      for (const device of devices) {
        const started = services.now()
        const outcome = await attempt(async () => {
          const source = await modelSource(context, spec.id)
          // loading it is what runs its self-test
          const { selfTest, device: ranOn } = await encodeFew(
            context,
            { spec, source, preference: device },
            [],
            signal,
          )
          return { report: selfTest, device: ranOn }
        })
        const seconds = (services.now() - started) / 1000
        const key = selfTestKey(spec, device)
        store.setState(({ selfTests }) => ({
          selfTests: new Map(selfTests).set(key, { ...outcome, seconds }),
        }))
        show({ done: ++done })
      }
  })
}

/** What the self-test of an encoder that was opened for work has found. */
export function rememberSelfTest(
  { store }: Context,
  spec: EncoderSpec,
  { device, selfTest }: Pick<OpenEncoder, 'device' | 'selfTest'>,
): void {
  const outcome = { report: selfTest, device, failure: null, seconds: null }
  store.setState(({ selfTests }) => ({
    selfTests: new Map(selfTests).set(selfTestKey(spec, device), outcome),
  }))
}

async function attempt(
  test: () => Promise<Pick<SelfTestOutcome, 'report' | 'device'>>,
): Promise<Omit<SelfTestOutcome, 'seconds'>> {
  try {
    return { ...(await test()), failure: null }
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.code === 'cancelled') throw thrown
    return { report: null, device: null, failure: toFailureData(thrown, 'self-test') }
  }
}

/** Encodes a few inputs of the user's and shows how alike the encoder takes them to be. Nothing is stored. */
export async function compareInputs(
  context: Context,
  { id, modality }: Pick<EncoderSpec, 'id' | 'modality'>,
  inputs: readonly { readonly name: string; readonly input: EncoderInput }[],
): Promise<void> {
  const { services, store } = context
  const job = { kind: 'model', title: 'Comparing', unit: 'inputs', total: inputs.length } as const
  store.setState({ comparison: null })
  await runJob(context, job, async ({ signal }) => {
    const started = services.now()
    const spec = installedEncoder(context, modality, id)
    const source = await modelSource(context, id)
    const { vectors, present, device, overlong } = await encodeFew(
      context,
      { spec, source },
      inputs.map(({ input }) => input),
      signal,
    )
    store.setState({
      comparison: {
        id,
        modality,
        names: inputs.map(({ name }) => name),
        cosines: cosineMatrix(vectors, present),
        device,
        overlong,
        seconds: (services.now() - started) / 1000,
      },
    })
  })
}

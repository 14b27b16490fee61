import type { AutoModel, Tensor } from '@huggingface/transformers'
import type { ModelOutput, OutputTensor } from './pool-output.ts'

type Model = Awaited<ReturnType<typeof AutoModel.from_pretrained>>

/** One run of the graph; half-precision outputs are widened to float32. */
export async function runModel(model: Model, inputs: Readonly<Record<string, Tensor>>): Promise<ModelOutput> {
  const outputs = (await model(inputs)) as Readonly<Record<string, Tensor>>
  return Object.fromEntries(
    Object.entries(outputs).map(([name, tensor]) => [name, widen(tensor) as OutputTensor]),
  )
}

const widen = (tensor: Tensor): Tensor => (tensor.type === 'float16' ? tensor.to('float32') : tensor)

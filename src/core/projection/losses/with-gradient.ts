import * as tf from '@tensorflow/tfjs-core'

interface Forward<In extends tf.Tensor, Out extends tf.Tensor, Saved extends tf.Tensor[]> {
  readonly value: Out
  /** What the derivative needs of the forward pass; everything else is freed. */
  readonly saved: readonly [...Saved]
  /** The derivative with respect to the input, from that with respect to the value. */
  readonly gradient: (upstream: Out, ...saved: Saved) => In
}

/** A function of one tensor with its hand-written derivative beside it, as one differentiable op. */
export function withGradient<In extends tf.Tensor, Out extends tf.Tensor, Saved extends tf.Tensor[]>(
  input: In,
  forward: (input: In) => Forward<In, Out, Saved>,
): Out {
  const op = tf.customGrad<Out>((x, save) => {
    const { value, saved, gradient } = forward(x as In)
    ;(save as tf.GradSaveFunc)([...saved])
    return { value, gradFunc: (upstream, kept) => gradient(upstream, ...(kept as Saved)) }
  })
  return op(input)
}

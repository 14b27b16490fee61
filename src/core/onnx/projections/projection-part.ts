import type { GraphBuilder } from '../builder.ts'

/** A projection as operators: they compute what its transform computes, rounded where that rounds. */
export interface ProjectionPart {
  /** Columns d of the vectors that go in. */
  inputs(parameters: unknown): number
  /**
   * @param x the name of a float32 value [n, d]
   * @param parameters the method's own, as its JSON has them
   * @param scope begins the names of its constants: a graph may hold several projections
   * @returns the name of a float32 value [n, outputs]
   */
  add(builder: GraphBuilder, x: string, parameters: unknown, scope: string): string
}

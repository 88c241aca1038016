/** A graph was built or used in a way that cannot work. The message says what to do. */
export class GraphError extends Error {
  override readonly name = "GraphError";
}

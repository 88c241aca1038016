/**
 * How a part of the page that has rebuilt what stands in its root follows a newer version of the prose.
 * @param next the root as the newer prose has it; nothing in it is in the document
 * @param morph makes what stands in an element say what stands in another, except in elements marked `data-kept`
 */
export type Follow = (next: HTMLElement, morph: (old: HTMLElement, next: HTMLElement) => void) => void;

const owners = new WeakMap<Node, Follow>();

/** Takes a root's content over: a morph of the prose leaves it alone and calls `follow`. Returns what gives it back. */
export function ownContent(root: HTMLElement, follow: Follow): () => void {
  owners.set(root, follow);
  return () => owners.delete(root);
}

export function followerOf(root: Node): Follow | undefined {
  return owners.get(root);
}

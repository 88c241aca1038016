/** The wire that leads into operand number `argument` of the node `to`: unique in a circuit. */
export function wireKey(to: string, argument: number): string {
  return `${to}<${argument}`;
}

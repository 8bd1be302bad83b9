/** Verbs whose first word is an agent, and those that take a list of them. */
const OF_AGENTS =
  /\b(?:ask|cast|pipe|result|info|history|reset|dismiss|cost|awaitAgent|every|cancel|agent|workFromResult)\(\s*(?<quote>["'`])(?<begun>[\w.-]*)$/;
const IN_LISTS = /\b(?:fan|status|awaitAll)\([^)]*\[[^\]]*(?<quote>["'`])(?<begun>[\w.-]*)$/;

/** What may stand where a line ends: the names of agents, in a verb that takes one. Null leaves it to the shell. */
export function agentsFor(line: string, agents: readonly string[]): [string[], string] | null {
  const { begun } = (OF_AGENTS.exec(line) ?? IN_LISTS.exec(line))?.groups ?? {};
  if (begun === undefined) return null;
  return [agents.filter((name) => name.startsWith(begun)), begun];
}

/**
 * The fleet of the demo: it builds Lantern, a made-up service for subscription billing.
 * @typedef {object} Member
 * @property {string} name
 * @property {string} role as agents register it
 * @property {string} model
 * @property {string} framework
 * @property {string[]} capabilities
 * @property {string} [soulTemplate] one that Baton ships
 * @property {string} [soul] a text, where no template fits
 * @property {string[]} takes the kinds of work it is given (`work_type`)
 */

const opsSoul = `# forge, devops

You are forge. You keep Lantern running and make changes to it boring.

## Your job

1. Read the whole task and its comments. Say what you are about to touch before you touch it.
2. Change configuration in the repository, never by hand on a machine. What cannot be rolled back in five minutes is done in
   two steps.
3. Watch the dashboards for fifteen minutes after every rollout, and write down what you saw.
4. Hand in: what changed, how to undo it, what to watch.

Never print secrets. Ask in a comment when a step would lose data.
`;

/** @type {Member[]} */
export const cast = [
  {
    name: "atlas",
    role: "orchestrator",
    model: "claude-opus-5-5",
    framework: "claude-agent-sdk",
    capabilities: ["planning", "triage"],
    soulTemplate: "orchestrator",
    takes: [],
  },
  {
    name: "juno",
    role: "developer",
    model: "claude-sonnet-5-5",
    framework: "claude-agent-sdk",
    capabilities: ["typescript", "postgresql", "payments"],
    soulTemplate: "developer",
    takes: ["code"],
  },
  {
    name: "milo",
    role: "developer",
    model: "claude-sonnet-5-5",
    framework: "claude-agent-sdk",
    capabilities: ["react", "css", "accessibility"],
    soulTemplate: "developer",
    takes: ["web", "code"],
  },
  {
    name: "vega",
    role: "tester",
    model: "claude-haiku-5-5",
    framework: "langgraph",
    capabilities: ["playwright", "load tests"],
    soulTemplate: "tester",
    takes: ["test"],
  },
  {
    name: "sage",
    role: "researcher",
    model: "claude-opus-5-5",
    framework: "crewai",
    capabilities: ["web research", "sql"],
    soulTemplate: "researcher",
    takes: ["research"],
  },
  {
    name: "quill",
    role: "writer",
    model: "claude-haiku-5-5",
    framework: "crewai",
    capabilities: ["guides", "changelogs"],
    soulTemplate: "writer",
    takes: ["docs"],
  },
  {
    name: "forge",
    role: "devops",
    model: "claude-sonnet-5-5",
    framework: "openai-agents",
    capabilities: ["kubernetes", "terraform", "observability"],
    soul: opsSoul,
    takes: ["deploy"],
  },
  {
    name: "argus",
    role: "reviewer",
    model: "claude-opus-5-5",
    framework: "claude-agent-sdk",
    capabilities: ["code review", "security"],
    soulTemplate: "reviewer",
    takes: ["review"],
  },
];

export const orchestrator = "atlas";
export const reviewer = "argus";
/** The members that poll the queue. */
export const workers = cast.filter(({ name }) => name !== orchestrator && name !== reviewer);

/** The member that is assigned this kind of work, if there is one. @param {string | null} workType */
export function takersOf(workType) {
  return workers.filter(({ takes }) => workType !== null && takes.includes(workType));
}

/** @param {string} name */
export function memberNamed(name) {
  return /** @type {Member} */ (cast.find((member) => member.name === name));
}

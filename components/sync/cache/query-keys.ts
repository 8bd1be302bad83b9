import type { TaskFilter } from "./task-filter";

type TaskPart =
  | "comments"
  | "runs"
  | "requests"
  | "reviews"
  | "checks"
  | "links"
  | "children"
  | "activity"
  | "thread";

/**
 * The keys of all queries, in one place, so that an event can address exactly those it affects (apply-event.ts). A key
 * without arguments is the prefix of the keys below it.
 */
export const queryKeys = {
  /** Lists of tasks that events patch in place (task-feed.ts). The filter is the second part of the key. */
  feeds: ["feeds"] as const,
  feed: (filter: TaskFilter) => ["feeds", filter] as const,
  /** The tasks in progress, by which a list of agents says what each works on. */
  currentTasks: ["current-tasks"] as const,
  /** The unfinished topmost tasks with children, as lanes of the board. */
  epics: ["epics"] as const,
  epicsOf: (project: number | undefined) => ["epics", { project }] as const,

  /** Open tasks, each with all its texts. */
  openTasks: ["task"] as const,
  task: (ref: string | number) => ["task", String(ref)] as const,
  taskPart: (id: number, part: TaskPart) => ["task-part", id, part] as const,
  /** The log of a run; each reading adds what came since (components/tasks/runs/log/use-run-log.ts). */
  run: (id: number) => ["run", id] as const,
  /** A run without its prompt and output, with its limits, on its own page. */
  runHead: (id: number) => ["run-head", id] as const,
  /** The prompt and the output of a run. */
  runTexts: (id: number) => ["run-texts", id] as const,
  /** The runs that were opened below a root, for the canvas; and what is new of them. */
  runTree: (root: number) => ["run-tree", root] as const,
  runTreeNews: (root: number) => ["run-tree-news", root] as const,
  /** What was said to a run while it worked. */
  runMessages: (id: number) => ["run-messages", id] as const,
  /** What a run changed, and how its checks ended. */
  runEvidence: (id: number) => ["run-evidence", id] as const,

  /** What agents are asked without a task: the turns of one, and what it is asked now. */
  turns: ["turns"] as const,
  turnsOf: (agent: string) => ["turns", agent, "history"] as const,
  turnStatus: (agent: string) => ["turns", agent, "status"] as const,
  /** The questions that went to several agents: their list, or one with its answers. */
  fans: ["fans"] as const,
  fanList: ["fans", "list"] as const,
  fan: (id: number) => ["fans", id] as const,
  /** Tasks that were given to several agents, each with all their work. */
  contests: ["contests"] as const,
  contest: (id: number) => ["contests", id] as const,

  /** The ways to work from which agents are made. */
  profiles: ["profiles"] as const,

  /** The processes that work: those at work, or also those that ended. */
  workers: ["workers"] as const,
  workersThat: (ended: boolean) => ["workers", { ended }] as const,
  /** Why something does not go on. Much may change it, so every event of a run, an agent or a worker has it read again. */
  why: ["why"] as const,
  whyTask: (id: number) => ["why", "task", id] as const,
  whyAgent: (id: number) => ["why", "agent", id] as const,
  whyWorker: (id: number) => ["why", "worker", id] as const,

  /** The parents of listed tasks (components/sync/data/use-parent.ts). */
  parents: ["parent"] as const,
  parent: (id: number) => ["parent", id] as const,
  /** The tasks and links of a canvas. */
  graphs: ["graph"] as const,
  graph: (query: string) => ["graph", query] as const,

  /** The labels in use that begin with some letters, in one project or in all. No event makes them stale. */
  labelsOf: (project: number | undefined, letters: string) =>
    ["labels", { project, letters }] as const,

  workload: ["workload"] as const,
  /** How many tasks match a filter, as a number. Events patch them (patch-counts.ts). */
  counts: ["counts"] as const,
  count: (filter: TaskFilter) => ["counts", filter] as const,

  /** What agents wait for: the open ones, or one by its id. */
  requests: ["requests"] as const,
  openRequests: ["requests", "open"] as const,
  request: (id: number) => ["requests", id] as const,

  reviewQueue: ["review-queue"] as const,
  /** The hand-ins of a task, each with its comments. */
  rounds: (id: number) => ["rounds", id] as const,
  round: (id: number, round: number | "latest") => ["rounds", id, round] as const,
  /** The difference between two hand-ins, which stays what it is. */
  roundSince: (id: number, round: number, since: number) =>
    ["round-since", id, round, since] as const,
  /** The reader's own comments on a task that are not sent. No event makes them stale. */
  reviewDrafts: (id: number) => ["review-drafts", id] as const,
  verdicts: ["verdicts"] as const,

  /** Lists of agents. */
  agents: ["agents"] as const,
  fleet: ["agents", "fleet"] as const,
  agentPicks: ["agents", "picks"] as const,
  reviewer: ["agents", "reviewer"] as const,
  agent: (name: string) => ["agent", name] as const,
  agentDay: (name: string) => ["agent-day", name] as const,
  agentRuns: (name: string) => ["agent-runs", name] as const,
  agentActivity: (name: string) => ["agent-activity", name] as const,
  /** The API keys of agents. */
  agentKeys: ["agent-keys"] as const,
  agentKeysOf: (name: string) => ["agent-keys", name] as const,

  /** The sums over the runs of the last days, of one agent or of each. */
  statistics: ["statistics"] as const,
  statisticsOf: (agent: string | null) => ["statistics", agent] as const,
  costs: ["costs"] as const,
  costsOf: (view: object) => ["costs", view] as const,
  budgets: ["budgets"] as const,
  /** The problems that stop work. */
  notices: ["notices"] as const,

  /** What happened, by the filters of the activity screen and the event that its address points at. That screen keeps it current. */
  activity: ["activity"] as const,
  activityOf: (filters: string, event: number | null) => ["activity", { filters, event }] as const,

  /** All that is the signed-in person's own: cards, channels and rules. */
  notifications: ["notifications"] as const,
  cards: ["notifications", "cards"] as const,
  cardsOf: (state: "open" | "closed") => ["notifications", "cards", state] as const,
  /** How many cards were not seen. */
  unseenCards: ["notifications", "unseen"] as const,
  channels: ["notifications", "channels"] as const,
  messagesOf: (channel: number) => ["notifications", "messages", channel] as const,
  notificationRules: ["notifications", "rules"] as const,
  mailServer: ["notifications", "mail-server"] as const,

  /** The list of schedules, their histories and the agenda. */
  schedules: ["schedules"] as const,
  scheduleList: ["schedules", "list"] as const,
  scheduleRuns: (id: number) => ["schedules", "runs", id] as const,
  scheduleAgenda: (from: number, to: number) => ["schedules", "agenda", from, to] as const,
  /** What a schedule that is being typed means. */
  scheduleParse: (input: string, zone: string) => ["schedule-parse", input, zone] as const,

  /** Definitions of workflows: the list, or one with its versions. */
  workflows: ["workflows"] as const,
  workflowLists: ["workflows", "list"] as const,
  workflowList: (archived: boolean) => ["workflows", "list", { archived }] as const,
  workflow: (name: string) => ["workflows", "one", name] as const,
  /** For forms that start one: the names, and the inputs of the latest version. */
  workflowNames: ["workflows", "names"] as const,
  workflowInputs: (name: string) => ["workflows", "inputs", name] as const,
  /** A version, which stays what it is. */
  workflowVersion: (name: string, version: number) => ["workflow-version", name, version] as const,
  workflowTemplates: ["workflow-templates"] as const,
  /** Runs of workflows: lists by their filter, or one with its stages. */
  workflowRuns: ["workflow-runs"] as const,
  workflowRunsOf: (filter: object) => ["workflow-runs", filter] as const,
  workflowRun: (id: number) => ["workflow-run", id] as const,
  /** The items of a stage that runs once for each. */
  workflowItems: (id: number, stage: string) => ["workflow-items", id, stage] as const,
  /** How these spent their time. */
  workflowItemTimes: (id: number, stage: string) => ["workflow-items", id, stage, "times"] as const,
  /** How the stages of a run spent their time. */
  workflowTimeline: (id: number) => ["workflow-timeline", id] as const,
  /** What it would cost at past averages. No event makes it stale. */
  workflowEstimate: (id: number) => ["workflow-estimate", id] as const,

  /** Every list of projects: in the pickers and in the settings. */
  projects: ["projects"] as const,
  activeProjects: ["projects", "active"] as const,
  allProjects: ["projects", "all"] as const,
  /** The settings and health of the runtimes, with the models of the tiers. */
  runtimes: ["runtimes"] as const,
  settings: ["settings"] as const,
  apiKeys: ["settings", "keys"] as const,
  users: ["settings", "users"] as const,
  prices: ["settings", "prices"] as const,
  retention: ["settings", "event-retention"] as const,
  scheduler: ["scheduler"] as const,
  backups: ["settings", "backups"] as const,
  standingAnswers: ["settings", "standing-answers"] as const,
  webhooks: ["settings", "webhooks"] as const,
  /** What was sent to a webhook: a list by its filter, or one with its attempts. */
  deliveries: ["settings", "deliveries"] as const,
  deliveriesOf: (webhook: number, state: string) =>
    ["settings", "deliveries", { webhook, state }] as const,
  delivery: (id: number) => ["settings", "deliveries", id] as const,
  triggers: ["settings", "triggers"] as const,
  /** What fired a trigger: a list by its filter, or one with what was sent. */
  triggerDeliveries: ["settings", "trigger-deliveries"] as const,
  triggerDeliveriesOf: (trigger: number, outcome: string) =>
    ["settings", "trigger-deliveries", { trigger, outcome }] as const,
  triggerDelivery: (id: number) => ["settings", "trigger-deliveries", id] as const,
};

const DEFAULT_FLOOR_MS = 1_000;

/** Queries that sum over many rows: the first part of the key, and the least time between two readings. */
const FLOORS_MS = new Map<unknown, number>([
  ["costs", 5_000],
  ["budgets", 5_000],
  ["statistics", 5_000],
  ["notices", 5_000],
  ["agent-day", 5_000],
  ["why", 5_000],
  // With the beginnings of all results; what events say of its stages is shown at once.
  ["workflow-run", 2_000],
]);

/** The least time between two readings of a query. */
export function floorOf(queryKey: readonly unknown[]): number {
  return FLOORS_MS.get(queryKey[0]) ?? DEFAULT_FLOOR_MS;
}

/** Whether somebody watches this text grow, so that it is read however much else happens. */
export function isWatched(queryKey: readonly unknown[]): boolean {
  return queryKey[0] === "run";
}

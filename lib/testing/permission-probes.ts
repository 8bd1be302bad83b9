import { createHash } from "node:crypto";

/** What a probe is aimed at: a project with work in it, and the agent that has that work. */
export interface Target {
  /** Its ticket prefix. */
  prefix: string;
  project: number;
  agent: string;
  agentId: number;
  /** Somebody who signs in. */
  user: number;
  /** Tasks that people created for the agent; two are in progress. */
  held: number;
  waiting: number;
  judged: number;
  finished: number;
  failed: number;
  parent: number;
  steps: [number, number];
  blocker: number;
  blocked: number;
  /** A task that the agent created, and that nobody has. */
  own: number;
  /** The run of `held`. */
  run: number;
  /** What the agent asks about another task that it has, and a standing answer for the project. */
  request: number;
  standing: number;
  /** A key of the project for scripts, and one of the agent. */
  key: number;
  agentKey: number;
  connection: string;
  /** A schedule of the project. */
  schedule: number;
  /** A picture of `held`. */
  attachment: number;
  /** A webhook for the project's events, and something that was sent to it. */
  webhook: number;
  delivery: number;
  /** A notification about `judged`, which operators may answer, and a channel of `user`. */
  card: number;
  channel: number;
  /** A hook that creates tasks in the project, and something that it skipped. */
  trigger: number;
  triggerDelivery: number;
  /** A worker of the agent that takes orders. */
  worker: number;
  /** A comment on the work of `held`, one that was answered, and a draft of `user` on `judged`. */
  comment: number;
  answered: number;
  draft: number;
  /** A profile of the project, and an item of its board. */
  profile: string;
  item: string;
  /** A turn that the agent has taken, and a fan whose turn waits. */
  turn: number;
  fan: number;
  fanRun: number;
  /** The same work given to two agents: the group, and the agent's own task, which is in review. */
  contest: number;
  entry: number;
  /** A workflow of the project with a run, and a template and pipeline of Mission Control's clients with one. */
  workflow: string;
  workflowRun: number;
  template: number;
  pipeline: number;
  pipelineRun: number;
}

/** The first paragraph of the resolution of `judged`, which is "In". */
const WHOLE_TEXT = {
  kind: "text",
  field: "resolution",
  paragraph: 0,
  hash: createHash("sha256")
    .update(JSON.stringify(["In"]))
    .digest("hex")
    .slice(0, 16),
};

/** The smallest picture there is. */
export const PIXEL: Uint8Array<ArrayBuffer> = new Uint8Array(
  Buffer.from("R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==", "base64"),
);

export interface Probe {
  /** The operation's id, or the tool's name. */
  of: string;
  /** What of it is tried, where there are several things. */
  what?: string;
  /** The same for every target, so it is sent once. */
  once?: true;
  path?: (target: Target) => string;
  body?: (target: Target) => unknown;
}

const task =
  (which: keyof Target, rest = "") =>
  (t: Target) =>
    `/api/tasks/${t[which]}${rest}`;
const agent =
  (rest = "") =>
  (t: Target) =>
    `/api/agents/${t.agent}${rest}`;
const run =
  (rest = "") =>
  (t: Target) =>
    `/api/runs/${t.run}${rest}`;
const turn = (rest: string) => (t: Target) => `/api/runs/${t.turn}${rest}`;
const webhook =
  (rest = "") =>
  (t: Target) =>
    `/api/webhooks/${t.webhook}${rest}`;
const trigger =
  (rest = "") =>
  (t: Target) =>
    `/api/triggers/${t.trigger}${rest}`;
const schedule =
  (rest = "") =>
  (t: Target) =>
    `/api/schedules/${t.schedule}${rest}`;
const channel =
  (rest = "") =>
  (t: Target) =>
    `/api/notification-channels/${t.channel}${rest}`;
const workflowRun =
  (rest = "") =>
  (t: Target) =>
    `/api/workflow-runs/${t.workflowRun}${rest}`;
const project = (t: Target) => `/api/projects/${t.project}`;
const profile =
  (rest = "") =>
  (t: Target) =>
    `/api/profiles/${t.profile}${rest}?project_id=${t.project}`;
const work =
  (rest = "") =>
  (t: Target) =>
    `/api/work/${t.item}${rest}`;
const workflow = (t: Target) => `/api/workflows/workflow-of-${t.prefix}`;
const PLAN = "stages: [{name: plan, prompt: Plan it}]";
const store = (t: Target) => `/api/store/finding?project_id=${t.project}`;
const body = (value: unknown) => () => value;
const once = (of: string, path: string, value?: unknown): Probe => ({
  of,
  once: true,
  path: () => path,
  ...(value === undefined ? {} : { body: () => value }),
});

/** One request for every operation of the API, which does what the operation is for; several where the fields decide. */
export const PROBES: readonly Probe[] = [
  once("profiles.list", "/api/profiles"),
  {
    of: "profiles.create",
    path: () => "/api/profiles",
    body: (t) => ({ name: "another", project_id: t.project }),
  },
  { of: "profiles.read", path: profile() },
  { of: "profiles.update", path: profile(), body: body({ max_turns: 3 }) },
  { of: "profiles.remove", path: profile() },
  { of: "profiles.agents", path: profile("/agents") },
  { of: "profiles.make_agent", path: profile("/agents"), body: body({ name: "newcomer" }) },
  { of: "work.board", path: (t) => `/api/work?project_id=${t.project}` },
  {
    of: "work.put",
    path: () => "/api/work",
    body: (t) => ({ id: "another", title: "Work", project_id: t.project }),
  },
  {
    of: "work.from_result",
    path: () => "/api/work/from-result",
    body: (t) => ({ id: "another", agent: t.agent, project_id: t.project }),
  },
  { of: "work.read", path: (t) => `/api/work/${t.item}?project_id=${t.project}` },
  {
    of: "work.claim",
    path: work("/claim"),
    body: (t) => ({ agent: t.agent, project_id: t.project }),
  },
  ...["start", "complete", "fail", "cancel", "reopen"].map((verb) => ({
    of: `work.${verb}`,
    path: work(`/${verb}`),
    body: (t: Target) => ({ project_id: t.project }),
  })),
  { of: "store.list", path: (t) => `/api/store?project_id=${t.project}` },
  { of: "store.read", path: store },
  { of: "store.put", path: store, body: body({ value: 1 }) },
  { of: "store.remove", path: store },
  once("workers.list", "/api/workers"),
  {
    of: "workers.report",
    path: () => "/api/workers",
    body: (t) => ({ agent: t.agent, host: "build-2", pid: 7, program: "command", concurrency: 1 }),
  },
  {
    of: "workers.order",
    path: (t) => `/api/workers/${t.worker}`,
    body: body({ wanted: "drain" }),
  },
  once("activities.list", "/api/activities"),
  once("activities.export", "/api/activities/export?limit=1"),
  { of: "agents.wake", path: agent("/wake"), body: body({}) },
  once("agents.comms", "/api/agents/comms"),
  {
    of: "agents.message",
    path: () => "/api/agents/message",
    body: (t) => ({ to: t.agent, message: "Hello" }),
  },
  once("alerts.list", "/api/alerts"),
  once("alerts.create", "/api/alerts", { action: "evaluate" }),
  once("alerts.update", "/api/alerts", { id: 999_999, enabled: false }),
  once("alerts.delete", "/api/alerts", { id: 999_999 }),
  once("audit.list", "/api/audit"),
  once("docs.read", "/api/docs"),
  once("export.read", "/api/export?type=tasks&limit=1"),
  once("index.read", "/api/index"),
  once("client_runs.list", "/api/v1/runs"),
  { of: "client_runs.read", path: (t) => `/api/v1/runs/${t.run}` },
  {
    of: "client_runs.report",
    path: () => "/api/v1/runs",
    body: (t) => ({
      id: "run-of-a-probe",
      agent_id: t.agent,
      status: "completed",
      started_at: "2026-01-01T00:00:00Z",
    }),
  },
  once("spawn.history", "/api/spawn"),
  once("spawn.create", "/api/spawn", { task: "Look around" }),
  once("messages.list", "/api/chat/messages"),
  {
    of: "messages.send",
    path: () => "/api/chat/messages",
    body: (t) => ({ to: t.agent, content: "Hello" }),
  },
  once("messages.conversations", "/api/chat/conversations"),
  {
    of: "client_notifications.list",
    path: (t) => `/api/notifications?recipient=${t.agent}`,
  },
  {
    of: "client_notifications.mark_read",
    path: () => "/api/notifications",
    body: (t) => ({ recipient: t.agent, markAllRead: true }),
  },
  {
    of: "client_notifications.mark_delivered",
    path: () => "/api/notifications",
    body: (t) => ({ action: "mark-delivered", agent: t.agent }),
  },
  once("client_notifications.remove", "/api/notifications", { ids: [999_999] }),
  {
    of: "client_notifications.delivery",
    path: (t) => `/api/notifications/deliver?agent=${t.agent}`,
  },
  {
    of: "client_notifications.deliver",
    path: () => "/api/notifications/deliver",
    body: (t) => ({ agent_filter: t.agent }),
  },
  once("search.everything", "/api/search?q=work"),
  once("status.read", "/api/status"),
  { of: "tasks.broadcast", path: task("held", "/broadcast"), body: body({ message: "Hello" }) },
  { of: "agents.day", path: agent("/day") },
  { of: "agents.check_work", path: agent("/heartbeat") },
  { of: "agents.heartbeat", path: agent("/heartbeat"), body: body({}) },
  { of: "agents.keys.list", path: agent("/keys") },
  { of: "agents.keys.create", path: agent("/keys"), body: (t) => ({ project_id: t.project }) },
  { of: "agents.keys.revoke", path: agent("/keys"), body: (t) => ({ key_id: t.agentKey }) },
  { of: "agents.memory.read", path: agent("/memory") },
  { of: "agents.memory.write", path: agent("/memory"), body: body({ working_memory: "x" }) },
  once("accounts.list", "/api/auth/users"),
  once("accounts.create", "/api/auth/users", {
    username: "newcomer",
    password: "a long enough one 7",
  }),
  once("accounts.update", "/api/auth/users", { id: 999_999, role: "viewer" }),
  once("accounts.remove", "/api/auth/users", { id: 999_999 }),
  once("accounts.sign_in", "/api/auth/login", { username: "nobody", password: "wrong" }),
  once("accounts.me", "/api/auth/me"),
  { of: "agents.attribution", path: agent("/attribution?privileged=1") },
  { of: "agents.diagnostics", path: agent("/diagnostics?privileged=1") },
  { of: "agents.memory.clear", path: agent("/memory") },
  { of: "agents.read", path: agent() },
  { of: "agents.update", what: "status", path: agent(), body: body({ status: "busy" }) },
  { of: "agents.put", what: "role", path: agent(), body: body({ role: "reviewer" }) },
  { of: "agents.delete", path: agent(), body: body({}) },
  { of: "agents.soul.read", path: agent("/soul") },
  { of: "agents.soul.set", path: agent("/soul"), body: body({ soul_content: "x" }) },
  { of: "agents.soul.templates", path: agent("/soul") },
  { of: "agents.register", path: () => "/api/agents/register", body: (t) => ({ name: t.agent }) },
  once("agents.list", "/api/agents"),
  once("agents.create", "/api/agents", { name: "brand-new", role: "coder" }),
  {
    of: "agents.update_named",
    path: () => "/api/agents",
    body: (t) => ({ name: t.agent, role: "reviewer" }),
  },
  {
    of: "attachments.add",
    path: (t) => `/api/attachments?task=${t.held}`,
    body: () => PIXEL,
  },
  { of: "attachments.read", path: (t) => `/api/attachments/${t.attachment}` },
  once("backups.download", "/api/backup"),
  once("backups.list", "/api/backups"),
  once("backups.make", "/api/backups", {}),
  once("backups.set", "/api/backups/settings", { keep: 3 }),
  once("budgets.list", "/api/budgets"),
  once("budgets.set_daily", "/api/budgets", { daily_usd: 5 }),
  once("connections.list", "/api/connect"),
  {
    of: "connections.connect",
    path: () => "/api/connect",
    body: (t) => ({ tool_name: "cli", agent_name: t.agent }),
  },
  {
    of: "connections.disconnect",
    path: () => "/api/connect",
    body: (t) => ({ connection_id: t.connection }),
  },
  once("costs.sum", "/api/costs?group=task"),
  once("events.retention", "/api/events/retention"),
  once("events.set_retention", "/api/events/retention", { retention_days: 30 }),
  { of: "events.stream", path: (t) => `/api/events?project_id=${t.project}` },
  { of: "exports.read", path: (t) => `/api/exports?kind=tasks&project_id=${t.project}` },
  once("health.read", "/api/health"),
  {
    of: "imports.orkestra",
    path: () => "/api/import/orkestra",
    body: (t) => ({ step: "begin", project: t.prefix, numbers: [900] }),
  },
  once("imports.records", "/api/import/records", { step: "begin", source: "elsewhere" }),
  { of: "keys.revoke", path: (t) => `/api/keys/${t.key}` },
  once("keys.list", "/api/keys"),
  once("users.list", "/api/users"),
  {
    of: "keys.issue",
    path: () => "/api/keys",
    body: (t) => ({ name: "new", role: "viewer", project_id: t.project }),
  },
  once("mcp.call", "/api/mcp", { jsonrpc: "2.0", id: 1, method: "tools/list" }),
  once("mcp.workshop", "/api/mcp/workshop", { jsonrpc: "2.0", id: 1, method: "tools/list" }),
  once("mcp.workshop_listen", "/api/mcp/workshop"),
  once("mcp.workshop_end", "/api/mcp/workshop"),
  once("mcp.listen", "/api/mcp"),
  once("mcp.end", "/api/mcp"),
  once("metrics.read", "/metrics"),
  once("notices.list", "/api/notices"),
  once("notification_cards.list", "/api/notification-cards"),
  {
    of: "notification_cards.see",
    path: () => "/api/notification-cards/seen",
    body: (t) => ({ ids: [t.card] }),
  },
  {
    of: "notification_cards.dismiss",
    path: (t) => `/api/notification-cards/${t.card}/dismiss`,
    body: body({}),
  },
  once("notification_channels.list", "/api/notification-channels"),
  once("notification_channels.create", "/api/notification-channels", {
    kind: "slack",
    name: "Team",
    settings: { url: "https://example.com/services/x" },
  }),
  { of: "notification_channels.read", path: channel() },
  { of: "notification_channels.update", path: channel(), body: body({ name: "x" }) },
  { of: "notification_channels.delete", path: channel() },
  { of: "notification_channels.test", path: channel("/test"), body: body({}) },
  { of: "notification_channels.confirm", path: channel("/confirm"), body: body({}) },
  { of: "notification_channels.messages", path: channel("/messages") },
  once("notifications.push_key", "/api/notification-push"),
  once("notification_rules.list", "/api/notification-rules"),
  once("notification_rules.set", "/api/notification-rules", { rules: [] }),
  once("notification_preferences.set", "/api/notification-preferences", {
    timezone: "Europe/Berlin",
    quiet_hours: null,
  }),
  once("notification_email.read", "/api/notification-email"),
  once("notification_email.set", "/api/notification-email", {
    host: "mail.example.com",
    port: 587,
    security: "starttls",
    from: "baton@example.com",
  }),
  once("notification_email.delete", "/api/notification-email"),
  once("notification_links.view", "/api/notification-links/unknown"),
  once("notification_links.use", "/api/notification-links/unknown", {}),
  once("prices.read", "/api/prices"),
  once("prices.set", "/api/prices", { prices: null }),
  { of: "projects.read", path: project },
  { of: "projects.update", path: project, body: body({ description: "x" }) },
  { of: "projects.put", what: "is_default", path: project, body: body({ is_default: true }) },
  { of: "projects.remove", path: project },
  { of: "projects.remove", what: "mode=delete", path: (t) => `${project(t)}?mode=delete` },
  { of: "projects.agents.list", path: (t) => `${project(t)}/agents` },
  {
    of: "projects.agents.assign",
    path: (t) => `${project(t)}/agents`,
    body: (t) => ({ agent_name: t.agent }),
  },
  {
    of: "projects.agents.unassign",
    path: (t) => `${project(t)}/agents?agent_name=${t.agent}`,
  },
  once("projects.list", "/api/projects"),
  once("projects.create", "/api/projects", { name: "New", ticket_prefix: "new" }),
  once("reviews.history", "/api/quality-review/history"),
  once("reviews.queue", "/api/quality-review/queue"),
  { of: "reviews.list", path: (t) => `/api/quality-review?taskId=${t.judged}` },
  {
    of: "reviews.record",
    path: () => "/api/quality-review",
    body: (t) => ({ taskId: t.judged, status: "approved", notes: "Good" }),
  },
  {
    of: "tasks.judge",
    path: (t) => `/api/tasks/${t.judged}/verdict`,
    body: body({ verdict: "approved", notes: "Good" }),
  },
  { of: "rounds.list", path: task("judged", "/rounds") },
  { of: "rounds.read", path: task("judged", "/rounds/latest") },
  { of: "rounds.since", path: task("judged", "/rounds/latest/since") },
  {
    of: "rounds.view",
    path: task("judged", "/viewed"),
    body: body({ path: "a", hash: "0".repeat(16), viewed: true }),
  },
  { of: "review_drafts.list", path: task("judged", "/review-drafts") },
  {
    of: "review_drafts.create",
    path: task("judged", "/review-drafts"),
    body: body({ anchor: WHOLE_TEXT, body: "Hm" }),
  },
  {
    of: "review_drafts.update",
    what: "a person's",
    path: (t) => `/api/tasks/${t.judged}/review-drafts/${t.draft}`,
    body: body({ body: "x" }),
  },
  {
    of: "review_drafts.delete",
    what: "a person's",
    path: (t) => `/api/tasks/${t.judged}/review-drafts/${t.draft}`,
  },
  { of: "review_comments.list", path: task("held", "/review-comments") },
  {
    of: "review_comments.answer",
    path: (t) => `/api/tasks/${t.held}/review-comments/${t.comment}/answer`,
    body: body({ text: "Done", state: "fixed" }),
  },
  {
    of: "review_comments.resolve",
    path: (t) => `/api/tasks/${t.held}/review-comments/${t.comment}/resolve`,
    body: body({}),
  },
  {
    of: "review_comments.reopen",
    path: (t) => `/api/tasks/${t.held}/review-comments/${t.answered}/reopen`,
    body: body({}),
  },
  {
    of: "runs.add_chunks",
    path: run("/chunks"),
    body: body({ after: 0, chunks: [{ data: "Reading" }] }),
  },
  { of: "runs.begin", path: run("/begin"), body: body({}) },
  once("requests.list", "/api/requests"),
  { of: "requests.read", path: (t) => `/api/requests/${t.request}` },
  {
    of: "requests.answer",
    path: (t) => `/api/requests/${t.request}/answer`,
    body: body({ option: "allow" }),
  },
  {
    of: "requests.withdraw",
    path: (t) => `/api/requests/${t.request}/withdraw`,
    body: body({}),
  },
  { of: "runs.ask", path: run("/requests"), body: body({ title: "Which?" }) },
  { of: "projects.limits", path: (t) => `/api/projects/${t.project}/limits` },
  {
    of: "projects.set_limits",
    path: (t) => `/api/projects/${t.project}/limits`,
    body: body({ limits: { tokens: 1_000_000 } }),
  },
  { of: "agents.limits", path: agent("/limits") },
  {
    of: "agents.set_limits",
    path: agent("/limits"),
    body: body({ limits: { tokens: 1_000_000 } }),
  },
  { of: "tasks.limits", path: task("held", "/limits") },
  {
    of: "tasks.set_limits",
    path: task("held", "/limits"),
    body: body({ limits: { tokens: 1_000_000 } }),
  },
  { of: "agents.pause", path: agent("/pause"), body: body({ note: "Lunch" }) },
  { of: "agents.resume", path: agent("/resume"), body: body({}) },
  { of: "runs.messages", path: run("/messages") },
  { of: "runs.steer", path: run("/messages"), body: body({ text: "Mind the tests" }) },
  { of: "runs.change_message", path: run("/messages/1"), body: body({ text: "Mind them" }) },
  { of: "runs.withdraw_message", path: run("/messages/1") },
  { of: "runs.take_messages", path: run("/messages/take"), body: body({ turn: "running" }) },
  once("standing_answers.list", "/api/standing-answers"),
  {
    of: "standing_answers.create",
    path: () => "/api/standing-answers",
    body: (t) => ({ tool: "Bash", option: "allow", project_id: t.project }),
  },
  {
    of: "standing_answers.create",
    what: "all",
    once: true,
    path: () => "/api/standing-answers",
    body: body({ tool: "Bash", option: "allow" }),
  },
  { of: "standing_answers.revoke", path: (t) => `/api/standing-answers/${t.standing}` },
  { of: "runs.cancel", path: run("/cancel"), body: body({}) },
  { of: "runs.cancel", what: "a turn", path: turn("/cancel"), body: body({}) },
  { of: "runs.chunks", path: run("/chunks") },
  {
    of: "runs.end",
    path: run("/end"),
    body: body({ error_class: "agent", error: "It ended with 1" }),
  },
  { of: "runs.heartbeat", path: run("/heartbeat"), body: body({}) },
  { of: "runs.checks", path: run("/checks") },
  once("workflows.list", "/api/workflows"),
  {
    of: "workflows.define",
    path: () => "/api/workflows",
    body: (t) => ({ name: "another", source: PLAN, project_id: t.project }),
  },
  {
    of: "workflows.define",
    what: "a command",
    path: () => "/api/workflows",
    body: (t) => ({
      name: "another",
      source: "stages: [{name: test, command: npm test}]",
      project_id: t.project,
    }),
  },
  once("workflows.check", "/api/workflows/check", { source: PLAN }),
  { of: "workflows.read", path: workflow },
  { of: "workflows.replace", path: workflow, body: body({ source: PLAN }) },
  { of: "workflows.archive", path: workflow },
  once("workflows.library", "/api/workflow-templates"),
  once("workflows.schema", "/api/workflow-schema"),
  { of: "workflow_runs.timeline", path: (t) => `/api/workflow-runs/${t.workflowRun}/timeline` },
  {
    of: "runs.report_checks",
    path: run("/checks"),
    body: body({
      commit: "a".repeat(40),
      checks: [
        { name: "test", command: "npm test", state: "passed", exit_code: 0, duration_ms: 1 },
      ],
    }),
  },
  { of: "runs.report_change", path: run("/change"), body: body({ commit: "a".repeat(40) }) },
  { of: "runs.read", path: run() },
  { of: "runs.tree", path: run("/tree") },
  {
    of: "turns.ask",
    path: agent("/ask"),
    body: (t) => ({ prompt: "Hello", project_id: t.project }),
  },
  { of: "turns.pipe", path: turn("/pipe"), body: (t) => ({ to: t.agent }) },
  { of: "turns.complete", path: turn("/complete"), body: body({ output: "Done" }) },
  { of: "turns.fail", path: turn("/fail"), body: body({ error_class: "agent", error: "Broken" }) },
  once("turns.status", "/api/turns"),
  { of: "turns.result", path: agent("/result") },
  { of: "turns.history", path: agent("/history") },
  { of: "turns.reset", path: agent("/reset"), body: body({ cancel: true }) },
  { of: "turns.dismiss", path: agent("/dismiss"), body: body({}) },
  once("turns.limits", "/api/turns/limits"),
  once("turns.set_limits", "/api/turns/limits", { queue_limit: 5 }),
  once("fans.list", "/api/fans"),
  {
    of: "fans.create",
    path: () => "/api/fans",
    body: (t) => ({ prompt: "Hello", agents: [t.agent], project_id: t.project }),
  },
  { of: "fans.read", path: (t) => `/api/fans/${t.fan}` },
  {
    of: "fans.pick",
    path: (t) => `/api/fans/${t.fan}/pick`,
    body: (t) => ({ run_id: t.fanRun, reason: "Good" }),
  },
  {
    of: "contests.create",
    path: () => "/api/tasks/best-of",
    body: (t) => ({ title: "Add a cache", agents: ["scout", "iris"], project_id: t.project }),
  },
  { of: "contests.read", path: task("contest", "/best-of") },
  {
    of: "contests.give",
    path: task("own", "/best-of"),
    body: body({ agents: ["scout", "iris"] }),
  },
  {
    of: "contests.judge",
    path: task("contest", "/best-of/judge"),
    body: (t) => ({ agent: t.agent }),
  },
  {
    of: "contests.pick",
    path: task("contest", "/best-of/pick"),
    body: (t) => ({ task: t.entry, reason: "Good" }),
  },
  {
    of: "workflow_runs.start",
    path: (t) => `/api/workflows/${t.workflow}/runs`,
    body: (t) => ({ project_id: t.project }),
  },
  {
    of: "workflow_runs.start",
    what: "a copy",
    path: (t) => `/api/workflows/${t.workflow}/runs`,
    body: (t) => ({ copy_of: t.workflowRun }),
  },
  { of: "workflow_runs.of", path: (t) => `/api/workflows/${t.workflow}/runs` },
  once("workflow_runs.list", "/api/workflow-runs"),
  { of: "workflow_runs.read", path: workflowRun() },
  { of: "workflow_runs.items", path: workflowRun("/stages/look/items") },
  { of: "workflow_runs.retry", path: workflowRun("/retry"), body: body({ stage: "look" }) },
  { of: "workflow_runs.skip", path: workflowRun("/skip"), body: body({ stage: "look" }) },
  {
    of: "workflow_runs.bulk",
    path: () => "/api/workflow-runs/bulk",
    body: (t) => ({ action: "cancel", runs: [t.workflowRun] }),
  },
  { of: "workflow_runs.cancel", path: workflowRun("/cancel"), body: body({}) },
  {
    of: "tasks.workflow",
    path: task("parent", "/workflow"),
    body: (t) => ({ name: `of-${t.prefix}` }),
  },
  {
    of: "workflows.update_template",
    path: () => "/api/workflows",
    body: (t) => ({ id: t.template, description: "x" }),
  },
  {
    of: "workflows.remove_template",
    path: () => "/api/workflows",
    body: (t) => ({ id: t.template }),
  },
  once("pipelines.list", "/api/pipelines"),
  {
    of: "pipelines.create",
    path: () => "/api/pipelines",
    body: (t) => ({ name: "x", steps: [{ template_id: t.template }, { template_id: t.template }] }),
  },
  {
    of: "pipelines.update",
    path: () => "/api/pipelines",
    body: (t) => ({ id: t.pipeline, description: "x" }),
  },
  { of: "pipelines.runs", path: (t) => `/api/pipelines/run?id=${t.pipelineRun}` },
  {
    of: "pipelines.act",
    what: "start",
    path: () => "/api/pipelines/run",
    body: (t) => ({ action: "start", pipeline_id: t.pipeline }),
  },
  {
    of: "pipelines.act",
    what: "advance",
    path: () => "/api/pipelines/run",
    body: (t) => ({ action: "advance", run_id: t.pipelineRun }),
  },
  { of: "pipelines.remove", path: () => "/api/pipelines", body: (t) => ({ id: t.pipeline }) },
  { of: "fans.judge", path: (t) => `/api/fans/${t.fan}/judge`, body: (t) => ({ agent: t.agent }) },
  once("runs.list", "/api/runs"),
  once("runs.statistics", "/api/runs/stats"),
  once("runtimes.read", "/api/runtimes/openai"),
  once("runtimes.update", "/api/runtimes/openai", {}),
  once("runtimes.put", "/api/runtimes/openai", {}),
  once("runtimes.test", "/api/runtimes/openai/test", {}),
  once("runtimes.list", "/api/runtimes"),
  once("runtimes.tiers.read", "/api/runtimes/tiers"),
  once("runtimes.tiers.update", "/api/runtimes/tiers", {}),
  once("runtimes.tiers.put", "/api/runtimes/tiers", {}),
  once("cron.read", "/api/cron"),
  { of: "cron.job", path: (t) => `/api/cron/${t.schedule}` },
  {
    of: "cron.write",
    what: "create",
    path: () => "/api/cron",
    body: (t) => ({
      name: "New",
      schedule: "daily",
      task_template: { title: "x", project_id: t.project },
    }),
  },
  {
    of: "cron.write",
    what: "trigger",
    path: () => "/api/cron",
    body: (t) => ({ action: "trigger", jobId: t.schedule }),
  },
  once("schedules.parse", "/api/schedule-parse?input=daily"),
  once("schedules.list", "/api/schedules"),
  once("schedules.agenda", "/api/schedules/agenda?from=0&to=86400"),
  {
    of: "schedules.create",
    path: () => "/api/schedules",
    body: (t) => ({
      name: "New",
      schedule: "daily",
      task_template: { title: "x", project_id: t.project },
    }),
  },
  {
    of: "schedules.bulk",
    path: () => "/api/schedules/bulk",
    body: (t) => ({ action: "pause", schedules: [t.schedule] }),
  },
  { of: "schedules.read", path: schedule() },
  { of: "schedules.update", path: schedule(), body: body({ overlap: "allow" }) },
  { of: "schedules.put", path: schedule(), body: body({ overlap: "allow" }) },
  { of: "schedules.pause", path: schedule("/pause"), body: body({ note: "x" }) },
  { of: "schedules.resume", path: schedule("/resume"), body: body({}) },
  { of: "schedules.trigger", path: schedule("/trigger"), body: body({}) },
  { of: "schedules.backfill", path: schedule("/backfill"), body: body({ from: 0, to: 1 }) },
  { of: "schedules.runs", path: schedule("/runs") },
  { of: "schedules.remove", path: schedule() },
  {
    of: "schedules.every",
    path: () => "/api/schedules/every",
    body: (t) => ({ agent: t.agent, prompt: "Look", seconds: 300, project_id: t.project }),
  },
  {
    of: "schedules.end_every",
    path: (t) => `/api/schedules/every?agent=${t.agent}&project_id=${t.project}`,
  },
  once("scheduler.list", "/api/scheduler"),
  once("scheduler.run", "/api/scheduler", { task_id: "no-such-job" }),
  once("servers.list", "/api/servers"),
  { of: "tasks.cancel", what: "given", path: task("waiting", "/cancel"), body: body({}) },
  { of: "tasks.cancel", what: "own", path: task("own", "/cancel"), body: body({}) },
  { of: "tasks.children", path: task("parent", "/children") },
  {
    of: "tasks.reorder",
    path: task("parent", "/children"),
    body: (t) => ({ order: [t.steps[1], t.steps[0]] }),
  },
  { of: "tasks.claim", path: task("waiting", "/claim"), body: body({}) },
  { of: "tasks.comments", path: task("held", "/comments") },
  { of: "tasks.comment", path: task("held", "/comments"), body: body({ content: "Hello" }) },
  { of: "tasks.complete", path: task("held", "/complete"), body: body({ resolution: "Done" }) },
  { of: "tasks.diagram", path: task("held", "/diagram") },
  { of: "tasks.fail", path: task("held", "/fail"), body: body({ error: "No" }) },
  { of: "tasks.links", path: task("blocker", "/links") },
  {
    of: "tasks.link",
    what: "before its work",
    path: task("own", "/links"),
    body: (t) => ({ to: t.waiting, type: "blocks" }),
  },
  {
    of: "tasks.unlink",
    what: "before its work",
    path: task("blocker", "/links"),
    body: (t) => ({ to: t.blocked, type: "blocks" }),
  },
  { of: "tasks.release", path: task("held", "/release"), body: body({}) },
  { of: "tasks.retry", what: "done", path: task("finished", "/retry"), body: body({}) },
  { of: "tasks.retry", what: "failed", path: task("failed", "/retry"), body: body({}) },
  { of: "tasks.read", path: task("held") },
  { of: "tasks.update", what: "result", path: task("held"), body: body({ resolution: "x" }) },
  { of: "tasks.put", what: "brief", path: task("held"), body: body({ description: "x" }) },
  { of: "tasks.put", what: "brief, own", path: task("own"), body: body({ description: "x" }) },
  { of: "tasks.put", what: "in review", path: task("judged"), body: body({ resolution: "x" }) },
  { of: "tasks.put", what: "done", path: task("finished"), body: body({ resolution: "x" }) },
  {
    of: "tasks.put",
    what: "lift review",
    path: task("held"),
    body: body({ review_required: false }),
  },
  { of: "tasks.put", what: "assignee", path: task("waiting"), body: body({ assigned_to: null }) },
  { of: "tasks.put", what: "parent", path: task("held"), body: (t) => ({ parent_id: t.parent }) },
  {
    of: "tasks.put",
    what: "order",
    path: (t) => `/api/tasks/${t.steps[1]}`,
    body: body({ exec_order: 9 }),
  },
  { of: "tasks.delete", path: task("waiting") },
  { of: "tasks.runs", path: task("held", "/runs") },
  { of: "tasks.thread", path: task("held", "/thread") },
  { of: "tasks.checks", path: task("held", "/checks") },
  { of: "tasks.why", path: task("held", "/why") },
  { of: "agents.why", path: agent("/why") },
  { of: "workers.why", path: (t) => `/api/workers/${t.worker}/why` },
  { of: "tasks.graph", path: (t) => `/api/tasks/graph?root=${t.parent}` },
  once("tasks.outcomes", "/api/tasks/outcomes"),
  once("tasks.regression", "/api/tasks/regression?beta_start=2026-01-01T00:00:00Z"),
  { of: "tasks.labels", path: (t) => `/api/tasks/labels?project_id=${t.project}` },
  { of: "tasks.parents", path: (t) => `/api/tasks/parents?ids=${t.steps[0]}` },
  { of: "tasks.poll", path: (t) => `/api/tasks/queue?agent=${t.agent}&project_id=${t.project}` },
  {
    of: "tasks.poll_post",
    path: () => "/api/tasks/queue",
    body: (t) => ({ agent: t.agent, project_id: t.project }),
  },
  { of: "tasks.lists", path: (t) => `/api/tasks/lists?lists=project_id%3D${t.project}` },
  { of: "tasks.list", path: (t) => `/api/tasks?project_id=${t.project}` },
  {
    of: "tasks.create",
    path: () => "/api/tasks",
    body: (t) => ({ title: "New", project_id: t.project }),
  },
  {
    of: "tasks.create",
    what: "finished",
    path: () => "/api/tasks",
    body: (t) => ({ title: "New", project_id: t.project, status: "cancelled" }),
  },
  {
    of: "tasks.create",
    what: "below its work",
    path: () => "/api/tasks",
    body: (t) => ({ title: "New", project_id: t.project, parent_id: t.held }),
  },
  {
    of: "tasks.create",
    what: "below work in review",
    path: () => "/api/tasks",
    body: (t) => ({ title: "New", project_id: t.project, parent_id: t.judged }),
  },
  {
    of: "tasks.create",
    what: "without review",
    path: () => "/api/tasks",
    body: (t) => ({ title: "New", project_id: t.project, review_required: false }),
  },
  {
    of: "tasks.bulk_create",
    path: () => "/api/tasks/bulk",
    body: (t) => ({ project_id: t.project, tasks: [{ title: "New" }] }),
  },
  {
    of: "tasks.bulk_create",
    what: "below its work",
    path: () => "/api/tasks/bulk",
    body: (t) => ({ project_id: t.project, parent_id: t.held, tasks: [{ title: "New" }] }),
  },
  {
    of: "tasks.bulk_complete",
    path: () => "/api/tasks/bulk/complete",
    body: (t) => ({ tasks: [{ id: t.held, resolution: "Done" }] }),
  },
  {
    of: "tasks.bulk_update",
    path: () => "/api/tasks",
    body: (t) => ({ tasks: [{ id: t.waiting, priority: "low" }] }),
  },
  once("tokens.by_agent", "/api/tokens/by-agent"),
  once("tokens.query", "/api/tokens"),
  {
    of: "tokens.report",
    path: () => "/api/tokens",
    body: (t) => ({ agent: t.agent, model: "m", inputTokens: 1, outputTokens: 1, taskId: t.held }),
  },
  once("triggers.list", "/api/triggers"),
  {
    of: "triggers.create",
    path: () => "/api/triggers",
    body: (t) => ({
      name: "New",
      kind: "webhook",
      task_template: { title: "New", project_id: t.project },
    }),
  },
  { of: "triggers.read", path: trigger() },
  { of: "triggers.update", path: trigger(), body: body({ name: "x" }) },
  { of: "triggers.remove", path: trigger() },
  { of: "triggers.pause", path: trigger("/pause"), body: body({}) },
  { of: "triggers.resume", path: trigger("/resume"), body: body({}) },
  { of: "triggers.rotate", path: trigger("/secret"), body: body({}) },
  { of: "triggers.test", path: trigger("/test"), body: body({ payload: {} }) },
  { of: "triggers.deliveries", path: trigger("/deliveries") },
  {
    of: "triggers.delivery",
    path: (t) => `/api/triggers/${t.trigger}/deliveries/${t.triggerDelivery}`,
  },
  {
    of: "triggers.replay",
    path: (t) => `/api/triggers/${t.trigger}/deliveries/${t.triggerDelivery}/replay`,
    body: body({}),
  },
  once("hooks.receive", "/api/hooks/no-such-hook", {}),
  once("webhooks.list", "/api/webhooks"),
  {
    of: "webhooks.create",
    path: () => "/api/webhooks",
    body: (t) => ({ name: "New", url: "https://example.com/hook", project_id: t.project }),
  },
  { of: "webhooks.put", path: () => "/api/webhooks", body: (t) => ({ id: t.webhook, name: "x" }) },
  { of: "webhooks.delete", path: () => "/api/webhooks", body: (t) => ({ id: t.webhook }) },
  { of: "webhooks.read", path: webhook() },
  { of: "webhooks.update", path: webhook(), body: body({ events: ["task"] }) },
  { of: "webhooks.remove", path: webhook() },
  { of: "webhooks.rotate", path: webhook("/secret"), body: body({}) },
  { of: "webhooks.test", path: webhook("/test"), body: body({}) },
  {
    of: "webhooks.test_named",
    path: () => "/api/webhooks/test",
    body: (t) => ({ id: t.webhook }),
  },
  { of: "webhooks.redeliver", path: webhook("/redeliver"), body: body({ since: 0 }) },
  { of: "webhooks.deliveries", path: (t) => `/api/webhooks/deliveries?webhook_id=${t.webhook}` },
  { of: "webhooks.delivery", path: (t) => `/api/webhooks/deliveries/${t.delivery}` },
  {
    of: "webhooks.redeliver_one",
    path: (t) => `/api/webhooks/deliveries/${t.delivery}/redeliver`,
    body: body({}),
  },
  {
    of: "webhooks.retry",
    path: () => "/api/webhooks/retry",
    body: (t) => ({ delivery_id: t.delivery }),
  },
  once("webhooks.verify_docs", "/api/webhooks/verify-docs"),
  once("workload.read", "/api/workload"),
  once("workspaces.list", "/api/workspaces"),
  once("mcp.sse.send", "/message?sessionId=none", {}),
  once("skill.read", "/skill"),
  once("mcp.sse.open", "/sse"),
];

const ref = (which: "held" | "waiting" | "own" | "parent" | "blocker" | "blocked") => (t: Target) =>
  String(t[which]);
const tool = (
  of: string,
  args: (target: Target, id: (n: ReturnType<typeof ref>) => string) => Record<string, unknown>,
  what?: string,
): Probe => ({ of, ...(what && { what }), body: (t) => args(t, (name) => name(t)) });

/** One call for every MCP tool; several where the fields decide. Tickets are named by their number. */
export const TOOL_PROBES: readonly Probe[] = [
  tool("ask_person", (_, id) => ({ id: id(ref("held")), title: "Which?" })),
  tool("request_answer", (t) => ({ request: t.request, option: "allow" })),
  tool("request_get", (t) => ({ request: t.request })),
  tool("request_list", () => ({})),
  tool("request_withdraw", (t) => ({ request: t.request })),
  tool("why", (_, id) => ({ what: id(ref("held")) })),
  tool("why", (t) => ({ what: `worker:${t.worker}` }), "worker"),
  tool("ticket_get", (_, id) => ({ id: id(ref("held")) })),
  tool("ticket_children", (_, id) => ({ id: id(ref("parent")) })),
  tool("ticket_diagram", (_, id) => ({ id: id(ref("held")) })),
  tool("ticket_backlog", () => ({})),
  tool("ticket_list", () => ({})),
  tool("ticket_board", () => ({})),
  tool("ticket_search", () => ({ query: "work" })),
  tool("ticket_create", () => ({ title: "New" })),
  tool(
    "ticket_create",
    (_, id) => ({ title: "New", parent_id: id(ref("held")) }),
    "below its work",
  ),
  tool("ticket_update", (_, id) => ({ id: id(ref("held")), resolution: "x" }), "result"),
  tool("ticket_update", (_, id) => ({ id: id(ref("held")), description: "x" }), "brief"),
  tool("ticket_update", (_, id) => ({ id: id(ref("own")), description: "x" }), "brief, own"),
  tool("ticket_update", (_, id) => ({ id: id(ref("held")), assignee: "other" }), "assignee"),
  tool("ticket_update", (_, id) => ({ id: id(ref("held")), status: "cl" }), "cancel"),
  tool("ticket_claim", (_, id) => ({ id: id(ref("waiting")) })),
  tool("ticket_comment", (_, id) => ({ id: id(ref("held")), body: "Hello" })),
  tool("ticket_archive", (_, id) => ({ id: id(ref("held")) })),
  tool(
    "ticket_link",
    (_, id) => ({
      from_id: id(ref("blocker")),
      to_id: id(ref("blocked")),
      link_type: "blocks",
      remove: true,
    }),
    "remove",
  ),
];

const profileOf = ({ profile: name, project: project_id }: Target) => ({ name, project_id });

/** The arguments of one call for every server action, by its folder and name. */
export const ACTION_PROBES: Readonly<Record<string, (target: Target) => unknown[]>> = {
  "(app).createTaskAction": (t) => [{ title: "New", project_id: t.project }],
  "(app).updateTaskAction": (t) => [t.waiting, { description: "x" }],
  "(app).bulkUpdateAction": (t) => [{ tasks: [{ id: t.waiting, priority: "low" }] }],
  "(app).cancelTaskAction": (t) => [t.waiting],
  "(app).retryTaskAction": (t) => [t.failed],
  "(app).deleteTaskAction": (t) => [t.waiting],
  "(app).addCommentAction": (t) => [t.waiting, { content: "Hello" }],
  "(app).linkTasksAction": (t) => [t.own, { to: t.waiting, type: "blocks" }],
  "(app).unlinkTasksAction": (t) => [t.blocker, { to: t.blocked, type: "blocks" }],
  "account.changePasswordAction": () => [
    { password: "another battery staple", current_password: "correct horse battery" },
  ],
  "account.endSessionAction": () => ["6b1f6a0e-6f0c-4c2f-9d3e-0a6a5a0f9c11"],
  "account.signOutEverywhereAction": () => [],
  "account.proveAction": () => ["correct horse battery"],
  "ask.askAgentAction": (t) => [t.agent, "Which?", "a-question"],
  "ask.askSeveralAction": (t) => [[t.agent], "Which?", "some-questions"],
  "ask.pickAnswerAction": (t) => [t.fan, { run_id: t.fanRun, reason: "Good" }],
  "contests.openContestAction": (t) => [
    { title: "Add a cache", agents: ["scout", "iris"], project_id: t.project },
  ],
  "contests.giveToSeveralAction": (t) => [t.own, ["scout", "iris"]],
  "contests.pickEntryAction": (t) => [t.contest, { task: t.entry, reason: "Good" }],
  "contests.judgeContestAction": (t) => [t.contest, { agent: t.agent }],
  "ask.judgeFanAction": (t) => [t.fan, { agent: t.agent }],
  "ask.resetAgentAction": (t) => [t.agent, true],
  "profiles.createProfileAction": (t) => [{ name: "another", project_id: t.project }],
  "profiles.updateProfileAction": (t) => [profileOf(t), { max_turns: 3 }],
  "profiles.removeProfileAction": (t) => [profileOf(t)],
  "profiles.makeAgentAction": (t) => [profileOf(t), { name: "newcomer" }],
  "runs.steerRunAction": (t) => [t.run, { text: "Mind the tests" }],
  "runs.changeMessageAction": (t) => [t.run, 1, { text: "Mind them" }],
  "runs.withdrawMessageAction": (t) => [t.run, 1],
  "workflows.createWorkflowAction": (t) => [
    { name: `made-in-${t.prefix}`, source: PLAN, project_id: t.project },
  ],
  "workflows.saveWorkflowAction": (t) => [t.workflow, { source: PLAN }],
  "workflows.archiveWorkflowAction": (t) => [t.workflow],
  "workflows.restoreWorkflowAction": (t) => [t.workflow],
  "workflows.dryRunAction": (t) => [t.workflow, {}],
  "workflows.startRunAction": (t) => [t.workflow, {}],
  "workflow-runs.cancelWorkflowRunAction": (t) => [t.workflowRun],
  "workflow-runs.changeWorkflowRunsAction": (t) => ["cancel", [t.workflowRun]],
  "workflow-runs.retryStageAction": (t) => [t.workflowRun, { stage: "look", inputs: {} }],
  "workflow-runs.skipStageAction": (t) => [t.workflowRun, "look"],
  "workflow-runs.copyRunAction": (t) => [t.workflowRun, {}],
  "workflow-runs.estimateRunAction": (t) => [t.workflowRun],
  "workers.orderWorkerAction": (t) => [t.worker, { wanted: "drain" }],
  "standing-answers.createStandingAnswerAction": (t) => [
    { tool: "Bash", option: "allow", project_id: t.project },
  ],
  "agents.createAgentAction": () => [{ name: "brand-new", role: "coder" }],
  "agents.updateAgentAction": (t) => [t.agentId, { role: "reviewer" }],
  "agents.setSoulAction": (t) => [t.agentId, { soul_content: "x" }],
  "agents.deleteAgentAction": (t) => [t.agentId],
  "agents.createAgentKeyAction": (t) => [t.agentId, { name: "new" }],
  "agents.revokeAgentKeyAction": (t) => [t.agentId, t.agentKey],
  "notifications.markSeenAction": () => [{ all: true }],
  "notifications.dismissCardAction": (t) => [t.card],
  "notifications.subscribeBrowserAction": () => [
    {
      endpoint: "https://push.example.com/x",
      keys: {
        p256dh: Buffer.alloc(65, 4).toString("base64url"),
        auth: Buffer.alloc(16).toString("base64url"),
      },
    },
  ],
  "notifications.createChannelAction": () => [
    { kind: "slack", name: "New", settings: { url: "https://hooks.example.com/x" } },
  ],
  "notifications.updateChannelAction": (t) => [t.channel, { name: "x" }],
  "notifications.removeChannelAction": (t) => [t.channel],
  "notifications.testChannelAction": (t) => [t.channel],
  "notifications.confirmChannelAction": (t) => [t.channel],
  "notifications.putRulesAction": () => [{ rules: [] }],
  "notifications.putPreferencesAction": () => [{ timezone: "UTC", quiet_hours: null }],
  "notifications.putMailServerAction": () => [
    { host: "mail.example.com", port: 587, security: "starttls", from: "baton@example.com" },
  ],
  "notifications.removeMailServerAction": () => [],
  "requests.answerRequestAction": (t) => [t.request, { option: "allow" }],
  "requests.withdrawRequestAction": (t) => [t.request],
  "reviews.approveAction": (t) => [t.judged],
  "reviews.rejectAction": (t) => [t.judged, "Not yet"],
  "reviews.overrideAction": (t) => [t.judged, "approved", "It is fine"],
  "comments.createDraftAction": (t) => [t.judged, { anchor: WHOLE_TEXT, body: "Hm" }],
  "comments.updateDraftAction": (t) => [t.judged, t.draft, { body: "x" }],
  "comments.deleteDraftAction": (t) => [t.judged, t.draft],
  "comments.markViewedAction": (t) => [t.judged, { path: "a", hash: "0".repeat(16), viewed: true }],
  "comments.resolveCommentAction": (t) => [t.held, t.comment],
  "comments.reopenCommentAction": (t) => [t.held, t.answered],
  "schedules.saveScheduleAction": (t) => [t.schedule, { overlap: "allow" }],
  "schedules.pauseScheduleAction": (t) => [t.schedule, null],
  "schedules.resumeScheduleAction": (t) => [t.schedule],
  "schedules.triggerScheduleAction": (t) => [t.schedule],
  "schedules.removeScheduleAction": (t) => [t.schedule],
  "schedules.changeSchedulesAction": (t) => ["pause", [t.schedule], null],
  "settings.createProjectAction": () => [{ name: "New", ticket_prefix: "new" }],
  "settings.updateProjectAction": (t) => [t.project, { description: "x" }],
  "settings.removeProjectAction": (t) => [t.project, "archive"],
  "settings.issueKeyAction": (t) => [{ name: "new", role: "viewer", project_id: t.project }],
  "settings.revokeKeyAction": (t) => [t.key],
  "settings.createUserAction": () => [
    { username: "newcomer", displayName: "N", role: "viewer", password: "correct horse battery" },
  ],
  "settings.setRoleAction": (t) => [t.user, "operator"],
  "settings.disableUserAction": (t) => [t.user],
  "settings.enableUserAction": (t) => [t.user],
  "settings.setPasswordAction": (t) => [t.user, "another battery staple"],
  "settings.signOutUserAction": (t) => [t.user],
  "tasks.reorderStepsAction": (t) => [t.parent, [t.steps[1], t.steps[0]]],
  "tasks.releaseTaskAction": (t) => [t.held],
  "tasks.cancelRunAction": (t) => [t.run],
  "costs.setDailyBudgetAction": () => [{ daily_usd: 5 }],
  "costs.setPricesAction": () => [{ prices: null }],
  "events.setRetentionAction": () => [{ retention_days: 30 }],
  "runtimes.updateRuntimeAction": () => ["openai", {}],
  "runtimes.testRuntimeAction": () => ["openai", {}],
  "runtimes.updateTiersAction": () => [{}],
  "runtimes.runScheduledAction": () => ["no-such-job"],
  "backups.setBackupsAction": () => [{ keep: 3 }],
  "backups.makeBackupAction": () => [],
  "triggers.createTriggerAction": (t) => [
    { name: "New", kind: "webhook", task_template: { title: "New", project_id: t.project } },
  ],
  "triggers.updateTriggerAction": (t) => [t.trigger, { name: "x" }],
  "triggers.pauseTriggerAction": (t) => [t.trigger, true],
  "triggers.removeTriggerAction": (t) => [t.trigger],
  "triggers.rotateTriggerSecretAction": (t) => [t.trigger, {}],
  "triggers.tryTriggerAction": (t) => [t.trigger, { payload: {} }],
  "triggers.replayDeliveryAction": (t) => [t.trigger, t.triggerDelivery],
  "standing-answers.revokeStandingAnswerAction": (t) => [t.standing],
  "webhooks.createWebhookAction": () => [{ name: "New", url: "https://example.com/hook" }],
  "webhooks.updateWebhookAction": (t) => [t.webhook, { name: "x" }],
  "webhooks.removeWebhookAction": (t) => [t.webhook],
  "webhooks.rotateSecretAction": (t) => [t.webhook, {}],
  "webhooks.testWebhookAction": (t) => [t.webhook],
  "webhooks.redeliverAction": (t) => [t.delivery],
  "webhooks.redeliverSinceAction": (t) => [t.webhook, { since: 0 }],
};

/** What is done before anybody is signed in, and signing out. */
export const PUBLIC_ACTIONS: readonly string[] = [
  "(auth).signIn",
  "(auth).createAdmin",
  "(auth).signOut",
];

import { type Actor, agentNameOf } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { isAgent } from "./permissions";

/**
 * Who may change which part of a task. `authorize` has checked the role and the project of the key before. Beyond that,
 * people, general keys and Baton itself may write everything, and agents with their own keys what this table allows; with the scope
 * `admin` everything but the gates that work stands before. Pure: commands pass what they are about to write, and contain no rules of
 * their own.
 */

/** The columns of a task that decide who may write it. */
export interface TaskFacts {
  ticket_ref: string;
  kind: string;
  status: string;
  created_by: string;
  /** The agent that created it with its own key; null for any other creator, whatever their name. */
  creator_agent_id: number | null;
  assigned_to: string | null;
  blocked_by_agent: boolean;
  /** Why the task waits; `limit` after a run of it was stopped. */
  dispatch_hold?: { code: string } | null;
  review_required: boolean;
  /** The stage of a workflow's run that it is, which the run decides about. */
  workflow_stage_id?: number | null;
}

/** Which agents may change a field of an open task; people and operator keys always may. */
type Title =
  /** The agent it is assigned to, and the one that created it while nobody else has it. */
  | "holder"
  /** The agent that created it, while nobody else has it. */
  | "creator"
  /** As `holder`, but only from false to true. */
  | "raise"
  /** None. */
  | "people";

interface FieldRule {
  agent: Title;
  /** Also by the key of the run that holds the task. */
  run?: true;
}

/** Every field of a change. One that is missing here is refused to agents. */
export const TASK_FIELDS: Readonly<Record<string, FieldRule>> = {
  status: { agent: "holder", run: true },
  resolution: { agent: "holder", run: true },
  outcome: { agent: "holder", run: true },
  error_message: { agent: "holder", run: true },
  actual_hours: { agent: "holder", run: true },
  metadata: { agent: "holder", run: true },
  estimated_hours: { agent: "holder" },
  labels: { agent: "holder" },
  tags: { agent: "holder" },
  blocked_reason: { agent: "holder" },
  assigned_to: { agent: "holder" },
  title: { agent: "creator" },
  description: { agent: "creator" },
  acceptance_criteria: { agent: "creator" },
  type: { agent: "creator" },
  work_type: { agent: "creator" },
  priority: { agent: "creator" },
  due_on: { agent: "creator" },
  due_date: { agent: "creator" },
  scheduled_for: { agent: "creator" },
  retry_count: { agent: "creator" },
  follow_ups: { agent: "creator" },
  project_id: { agent: "creator" },
  parent_id: { agent: "creator" },
  exec_mode: { agent: "creator" },
  exec_order: { agent: "creator" },
  on_failure: { agent: "creator" },
  archived: { agent: "creator" },
  review_required: { agent: "raise" },
  // A check is a command that workers run, and a gate before the work of agents.
  checks: { agent: "people" },
  // What workers run on their machines, with nothing between.
  command: { agent: "people" },
  // What its work has to look like: whoever does it may not make that easier.
  output_schema: { agent: "creator" },
  feedback_rating: { agent: "people" },
  feedback_notes: { agent: "people" },
};

/** The statuses in which an agent may create a task. It reaches the others by work. */
const CREATED_BY_AGENTS = ["inbox", "assigned"];
/** The statuses to which a run's key may move its task: handed in, given up, put back or stuck. */
const MOVES_OF_A_RUN = ["review", "done", "failed", "assigned", "blocked"];
const FINISHED = ["done", "failed", "cancelled"];

interface Template {
  review_required?: boolean | undefined;
  follow_ups?: readonly Template[] | undefined;
}

/** What is about to be written. `fields` has what really changes, by name, with the new value. */
export type Write =
  | { verb: "change"; task: TaskFacts; fields: Readonly<Record<string, unknown>> }
  | { verb: "reopen"; task: TaskFacts }
  | { verb: "claim"; task: TaskFacts }
  /** What became of the work: handed in, failed or put back. */
  | { verb: "report"; task: TaskFacts }
  | { verb: "delete"; task: TaskFacts }
  | {
      verb: "create";
      fields: Readonly<Record<string, unknown>>;
      /** Whether the project's policy asks for a review if the creator does not say. */
      reviewByPolicy: boolean;
    }
  | { verb: "followUps"; templates: readonly Template[] }
  /** A move to another project: whether the task will need a verdict, and whether a new task would need one there. */
  | { verb: "move"; isReviewed: boolean; reviewByPolicy: boolean }
  /** A task is put below the parent, leaves it, or moves to another place there. */
  | { verb: "divide"; parent: TaskFacts }
  /** Approval although checks are red or missing. */
  | { verb: "overrideChecks"; task: Pick<TaskFacts, "ticket_ref"> }
  | { verb: "order"; parent: TaskFacts; steps: readonly TaskFacts[] }
  | { verb: "link"; from: TaskFacts; to: TaskFacts; type: string; removes: boolean };

/** Throws `forbidden`, or `conflict` if the task must change first, with who may write this and what to do instead. */
export function assertMayWrite(actor: Actor, write: Write): void {
  const refusal = refusalFor(actor, write);
  if (refusal) throw refusal;
}

/** Whether the actor may write this, for a consequence of another write that it may do. */
export function mayWrite(actor: Actor, write: Write): boolean {
  return refusalFor(actor, write) === null;
}

function refusalFor(actor: Actor, write: Write): DomainError | null {
  if (actor.kind === "agent" && !isAgent(actor)) return ofLoweredGate(write);
  if (!isAgent(actor)) return null;
  const writer: Writer = {
    name: agentNameOf(actor) as string,
    agentId: actor.kind === "agent" ? actor.agentId : null,
    isRun: actor.kind === "agent" && actor.runId !== null,
  };
  return refusalOf(writer, write);
}

/** An agent with its own key, or with the key of one of its runs. */
interface Writer {
  name: string;
  agentId: number | null;
  isRun: boolean;
}

/** What a run of a workflow made belongs to the run, and to no agent that started it. */
function isCreatorOf(writer: Writer, task: TaskFacts): boolean {
  if (task.workflow_stage_id != null) return false;
  return task.created_by === writer.name && task.creator_agent_id === writer.agentId;
}

function refusalOf(writer: Writer, write: Write): DomainError | null {
  switch (write.verb) {
    case "change":
      return ofChange(writer, write.task, write.fields);
    case "reopen":
      return ofReopening(writer, write.task);
    case "create":
      return ofCreation(write.fields, write.reviewByPolicy);
    case "followUps":
      return write.templates.some(liftsReview) ? mayNotLift("follow_ups") : null;
    case "report":
    case "delete":
      return ofGate(write.task);
    case "claim":
      return write.task.assigned_to === null && !isCreatorOf(writer, write.task)
        ? ofTakingGroup(write.task)
        : null;
    case "move":
      return write.reviewByPolicy && !write.isReviewed ? mayNotEscape() : null;
    case "divide":
      return ofDivision(writer, write.parent);
    case "overrideChecks":
      return ofOverride(write.task);
    case "order":
      return (
        ofDivision(writer, write.parent) ??
        first(write.steps, (step) => ofOthers(writer, step, "change the order of"))
      );
    case "link":
      return ofLink(writer, write);
  }
}

/**
 * What no agent does, whatever its scopes: let work be done without the review that it needs, change what people decide, and say what
 * runs on the machines of workers.
 */
function ofLoweredGate(write: Write): DomainError | null {
  switch (write.verb) {
    case "change":
      return (
        ofGate(write.task) ??
        (decidesAgain(write.fields) ? ofFinishedStage(write.task) : null) ??
        (write.fields.command === undefined ? null : forPeople("command")) ??
        (write.fields.checks === undefined ? null : forPeople("checks")) ??
        (write.fields.review_required === false ? mayNotLift("review_required") : null) ??
        (movesOn(write.fields) ? ofStopped(write.task) : null) ??
        (write.fields.status === undefined ? null : ofFailed(write.task))
      );
    case "reopen":
      return (
        ofGate(write.task) ??
        ofFinishedStage(write.task) ??
        ofStopped(write.task) ??
        ofFailed(write.task)
      );
    case "report":
    case "delete":
      return ofGate(write.task);
    case "link":
      return write.removes && write.type === "blocks" ? ofGate(write.from) : null;
    case "create":
      return (
        (write.fields.command == null ? null : forPeople("command")) ??
        (isEmpty(write.fields.checks) ? null : forPeople("checks")) ??
        ofUnreviewed(write.fields, write.reviewByPolicy)
      );
    case "followUps":
      return write.templates.some(liftsReview) ? mayNotLift("follow_ups") : null;
    case "move":
      return write.reviewByPolicy && !write.isReviewed ? mayNotEscape() : null;
    case "overrideChecks":
      return ofOverride(write.task);
    default:
      return null;
  }
}

const isEmpty = (list: unknown): boolean =>
  list == null || (Array.isArray(list) && list.length === 0);

const ofOverride = ({ ticket_ref }: Pick<TaskFacts, "ticket_ref">): DomainError =>
  forbidden(
    `Access denied: an agent key may not approve ${ticket_ref} against its checks.`,
    "reject it with what has to pass, or leave it to a person or an operator key",
  );

const ofUnreviewed = (
  fields: Readonly<Record<string, unknown>>,
  reviewByPolicy: boolean,
): DomainError | null =>
  fields.review_required === false && reviewByPolicy ? mayNotLift("review_required") : null;

function ofChange(
  writer: Writer,
  task: TaskFacts,
  fields: Readonly<Record<string, unknown>>,
): DomainError | null {
  const names = Object.keys(fields);
  if (names.length === 0) return null;
  const gate = ofGate(task);
  if (gate) return gate;
  const stranger = ofStranger(writer, task, fields);
  if (stranger) return stranger;
  const block = fields.status === undefined ? null : ofBlock(task);
  if (block) return block;
  const stopped = movesOn(fields) ? ofStopped(task) : null;
  if (stopped) return stopped;
  if (names.length === 1 && isReopening(task, fields.status)) return ofReopening(writer, task);
  const settled = ofSettled(task);
  if (settled) return settled;
  return first(names, (name) => ofField(writer, task, name, fields[name]));
}

const isReopening = (task: TaskFacts, to: unknown): boolean =>
  FINISHED.includes(task.status) && (to === "inbox" || to === "assigned");

/** No agent changes approvals and waits, whoever they are assigned to: they delay work until people agree or a time has come. */
function ofGate(task: TaskFacts): DomainError | null {
  if (task.kind !== "approval" && task.kind !== "wait") return null;
  return forbidden(
    `Access denied: ${task.ticket_ref} is of kind ${task.kind}, which no agent changes.`,
    "write a comment, or ask a person or an operator key",
  );
}

/** A run has gone on with what a stage gave, and people may have approved that: no agent puts something else in its place. */
function ofFinishedStage(task: TaskFacts): DomainError | null {
  if (task.workflow_stage_id == null || !FINISHED.includes(task.status)) return null;
  return forbidden(
    `Access denied: ${task.ticket_ref} is a stage of a workflow's run, which has gone on with it as it is.`,
    "retry the run from that stage, write a comment, or ask a person or an operator key",
  );
}

const decidesAgain = (fields: Readonly<Record<string, unknown>>): boolean =>
  fields.status !== undefined || fields.resolution !== undefined || fields.archived !== undefined;

/** No agent unblocks a task that a person blocked, or that Baton blocked for a person to look at. */
function ofBlock(task: TaskFacts): DomainError | null {
  if (task.status !== "blocked" || task.blocked_by_agent) return null;
  return forbidden(
    `Access denied: ${task.ticket_ref} was not blocked by an agent, so no agent moves it on.`,
    "write a comment that says what changed, or ask a person or an operator key to unblock it",
  );
}

/** No agent lets work go on that was stopped at a limit, whatever its scopes: it would have no limit. */
const ofStopped = (task: TaskFacts): DomainError | null =>
  task.dispatch_hold?.code === "limit" ? ofBlock(task) : null;

/** Whether a change lets somebody work on the task: another agent that gets it takes up what was stopped, too. */
const movesOn = (fields: Readonly<Record<string, unknown>>): boolean =>
  fields.status !== undefined || fields.assigned_to !== undefined;

/** The assignee of a group may add to it, fail it and put steps before others'. So an agent gets one only by assignment or by creating it. */
function ofTakingGroup(task: TaskFacts): DomainError | null {
  if (task.kind !== "group") return null;
  return forbidden(
    `Access denied: ${task.ticket_ref} holds other tasks together and is nobody's, so no agent takes it.`,
    "claim a task below it, or ask a person or an operator key to assign it",
  );
}

/** Another agent's task is refused. A task without an assignee may be changed by its creator and, unless it is a group, taken by any agent. */
function ofStranger(
  writer: Writer,
  task: TaskFacts,
  fields: Readonly<Record<string, unknown>>,
): DomainError | null {
  const { name } = writer;
  if (task.assigned_to === name) return null;
  if (task.assigned_to !== null) {
    return forbidden(
      "Access denied: agent key may only access its own tasks.",
      `leave it to ${task.assigned_to}, act on your own work, write a comment, or use an operator key`,
    );
  }
  if (isCreatorOf(writer, task)) return null;
  const group = ofTakingGroup(task);
  if (group) return group;
  const takes = Object.keys(fields).every((field) => field === "assigned_to" || field === "status");
  if (takes && fields.assigned_to === name && (fields.status ?? "assigned") === "assigned") {
    return null;
  }
  return forbidden(
    `Access denied: ${task.ticket_ref} is nobody's, and ${name} did not create it.`,
    `claim ${task.ticket_ref} first, write a comment, or use an operator key`,
  );
}

/** A task in review or finished stays as the verdict saw it. */
function ofSettled(task: TaskFacts): DomainError | null {
  if (task.status === "review") {
    return conflict(
      task,
      `${task.ticket_ref} is in review: the verdict is on the work as it was handed in`,
      "wait for the verdict, or write a comment",
    );
  }
  if (!FINISHED.includes(task.status)) return null;
  return conflict(
    task,
    `${task.ticket_ref} is ${task.status} and stays as it is`,
    task.status === "failed"
      ? "ask a person to reopen it, or write a comment"
      : `reopen it first with POST /api/tasks/${task.ticket_ref}/retry, or write a comment`,
  );
}

function ofField(
  writer: Writer,
  task: TaskFacts,
  field: string,
  value: unknown,
): DomainError | null {
  const rule = TASK_FIELDS[field] ?? { agent: "people" };
  if (writer.isRun) return ofRunField(rule, field, value);
  const isCreator = isCreatorOf(writer, task);
  if (field === "status" && value === "cancelled" && task.review_required && !isCreator) {
    return forbidden(
      `Access denied: ${writer.name} may not cancel ${task.ticket_ref}, which needs a review and which it did not create.`,
      "complete, fail or release it, or ask a person to cancel it",
    );
  }
  switch (rule.agent) {
    case "holder":
      return null;
    case "creator":
      return isCreator
        ? null
        : forbidden(
            `Access denied: ${writer.name} may not change ${field} of ${task.ticket_ref}, which ${task.created_by} created.`,
            `write a comment, or ask a person or an operator key to change ${field}`,
          );
    case "raise":
      return value === true ? null : mayNotLift(field);
    case "people":
      return forPeople(field);
  }
}

function ofRunField(rule: FieldRule, field: string, value: unknown): DomainError | null {
  if (!rule.run) {
    const allowed = Object.keys(TASK_FIELDS).filter((name) => TASK_FIELDS[name]?.run);
    return forbidden(
      `Access denied: a run's key may not change ${field}.`,
      `change one of ${allowed.join(", ")}`,
    );
  }
  if (field !== "status" || MOVES_OF_A_RUN.includes(String(value))) return null;
  return forbidden(
    `Access denied: a run's key may not make its task ${value}.`,
    `make it one of ${MOVES_OF_A_RUN.join(", ")}`,
  );
}

/** A person has to look at a failed task before it is reopened: its reviewers, its agent or its attempts gave it up. */
const ofFailed = (task: TaskFacts): DomainError | null =>
  task.status === "failed"
    ? forbidden(
        `Access denied: ${task.ticket_ref} failed, and only a person or an operator key may reopen it.`,
        "write a comment that says what changed",
      )
    : null;

function ofReopening(writer: Writer, task: TaskFacts): DomainError | null {
  const gate = ofGate(task) ?? ofFinishedStage(task) ?? ofBlock(task);
  if (gate) return gate;
  if (task.status === "review") return ofSettled(task);
  if (writer.isRun) {
    return forbidden("Access denied: a run's key may not reopen a task.", "use an operator key");
  }
  const failed = ofFailed(task);
  if (failed) return failed;
  const isCreator = isCreatorOf(writer, task);
  const isHolder = task.assigned_to === writer.name;
  if (isHolder && (isCreator || task.status !== "cancelled")) return null;
  if (isCreator && task.assigned_to === null) return null;
  return forbidden(
    "Access denied: agent key may only access its own tasks.",
    `ask a person or an operator key to reopen ${task.ticket_ref}`,
  );
}

function ofCreation(
  fields: Readonly<Record<string, unknown>>,
  reviewByPolicy: boolean,
): DomainError | null {
  const status = String(fields.status ?? "inbox");
  if (!CREATED_BY_AGENTS.includes(status)) {
    return forbidden(
      `Access denied: an agent key may not create a task that is ${status}.`,
      `create it as ${CREATED_BY_AGENTS.join(" or ")}, then claim it`,
    );
  }
  const unreviewed = ofUnreviewed(fields, reviewByPolicy);
  if (unreviewed) return unreviewed;
  return first(Object.keys(fields), (field) => {
    const isSaid = fields[field] !== undefined && fields[field] !== null;
    return isSaid && TASK_FIELDS[field]?.agent === "people" ? forPeople(field) : null;
  });
}

function liftsReview({ review_required, follow_ups }: Template): boolean {
  return review_required === false || (follow_ups ?? []).some(liftsReview);
}

/** Children make a task done, so only its assignee may divide it, or its creator while it has no assignee. */
function ofDivision(writer: Writer, parent: TaskFacts): DomainError | null {
  return ofOthers(writer, parent, "divide") ?? ofSettled(parent);
}

function ofOthers(writer: Writer, task: TaskFacts, verb: string): DomainError | null {
  const { name, isRun } = writer;
  const isIts =
    verb === "divide"
      ? task.assigned_to === name || (task.assigned_to === null && isCreatorOf(writer, task))
      : isCreatorOf(writer, task);
  if (isIts && !isRun) return null;
  const whose = task.assigned_to === null ? "is nobody's" : `is ${task.assigned_to}'s`;
  return forbidden(
    `Access denied: ${task.ticket_ref} ${whose}, and ${name} may not ${verb} it.`,
    verb === "divide"
      ? "hang the task below work that you hold or created, leave the parent out, or use an operator key"
      : "reorder tasks that you created, or use an operator key",
  );
}

/** A `blocks` link is a gate: an agent may add one before its own work, and remove only those between its own tasks. */
function ofLink(
  writer: Writer,
  { from, to, type, removes }: Extract<Write, { verb: "link" }>,
): DomainError | null {
  const { name, isRun } = writer;
  const mayTouch = (task: TaskFacts) =>
    task.assigned_to === name || (task.assigned_to === null && isCreatorOf(writer, task));
  if (!isRun && type !== "blocks" && (mayTouch(from) || mayTouch(to))) return null;
  if (!isRun && type === "blocks" && !removes && mayTouch(to)) return ofSettled(to);
  if (!isRun && type === "blocks" && removes && [from, to].every((end) => isCreatorOf(writer, end)))
    return ofSettled(to);
  const what = removes ? "remove a link between" : "link";
  return forbidden(
    `Access denied: ${name} may not ${what} ${from.ticket_ref} and ${to.ticket_ref} (${type}).`,
    removes
      ? "remove links between tasks that you created, or ask a person or an operator key"
      : "let tasks wait that you hold or created, or ask a person or an operator key",
  );
}

const mayNotLift = (field: string): DomainError =>
  forbidden(
    "Access denied: an agent key may not lift the review of a task.",
    field === "review_required"
      ? "leave review_required out or send true, or ask a person to change it"
      : `leave review_required out of ${field} or send true, or ask a person to change it`,
  );

const mayNotEscape = (): DomainError =>
  forbidden(
    "Access denied: an agent key may not move a task that needs no review into a project that asks for one.",
    "send review_required: true with project_id, or ask a person to move it",
  );

const forPeople = (field: string): DomainError =>
  forbidden(
    `Access denied: an agent key may not change ${field}.`,
    `ask a person or an operator key to change ${field}`,
  );

function first<T>(items: readonly T[], refuse: (item: T) => DomainError | null) {
  for (const item of items) {
    const refusal = refuse(item);
    if (refusal) return refusal;
  }
  return null;
}

function forbidden(message: string, fix: string): DomainError {
  return new DomainError("forbidden", message, { fix });
}

function conflict(task: TaskFacts, message: string, fix: string): DomainError {
  return new DomainError("conflict", message, { task_status: task.status, fix });
}

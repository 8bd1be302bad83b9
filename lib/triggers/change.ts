import { randomBytes } from "node:crypto";
import { z } from "zod";
import { authorize } from "@/lib/auth/permissions";
import { requireProof } from "@/lib/auth/sessions/proof";
import { projectLimitOf } from "@/lib/core/actor";
import type { Context, TxContext } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { DomainError, invalid } from "@/lib/core/errors";
import { addJob } from "@/lib/core/jobs";
import { lockNamed } from "@/lib/core/locks";
import { record } from "@/lib/events/append";
import { registerReader, removeReader } from "@/lib/events/readers";
import { parse } from "@/lib/http/validate";
import { projectForNewWork } from "@/lib/projects/queries";
import { assertUsableTemplate, storedTemplate } from "@/lib/tasks/template";
import { assertUsableStart } from "@/lib/workflows/start-template";
import { passOverPastBudgets } from "./budgets";
import { WATCH_TRIGGERS } from "./job-names";
import { pathsIn } from "./placeholders";
import { presetTemplate } from "./presets";
import { filledInputs } from "./render";
import { kindOf, lockTrigger, matchOf, presetOf, readTrigger, type TriggerRow } from "./row";
import {
  badChoice,
  type CreateTrigger,
  choicesOf,
  MATCHES,
  type MatchOf,
  type TriggerKind,
  type TriggerTemplate,
  type UpdateTrigger,
} from "./schema";
import { addTriggerSecret } from "./secrets";
import { TRIGGER_READER } from "./watch.sql";

/** Each event is compared with every trigger, so there is a limit. */
const MAX_TRIGGERS = 200;

/**
 * Makes a trigger in the project of its template; for a hook, with its secret, this once. It fires on what happens from now on. Admins
 * only: it creates work when nobody looks (decision 0106). Fails with `invalid` for a template that could not become a task, and with
 * `conflict` for a name that is in use.
 */
export async function createTrigger(
  ctx: Context,
  input: CreateTrigger,
): Promise<{ trigger: TriggerRow; secret: string | null }> {
  const limit = projectLimitOf(ctx.actor);
  authorize(ctx.actor, "trigger.manage", { projectId: limit ?? undefined });
  if (input.kind === "webhook") await requireProof(ctx);
  return ctx.transaction(async (tx) => {
    await lockNamed(tx.db, "triggers");
    await assertRoom(tx);
    const template = templateFor(input);
    const asked = template.project_id ?? (input.kind === "webhook" ? input.project_id : undefined);
    const project = await projectForNewWork(tx.db, tx.actor, asked);
    authorize(tx.actor, "trigger.manage", { projectId: project.id });
    const preset = input.kind === "webhook" ? (input.preset ?? null) : null;
    const match = checkedMatch(tx, project.id, input.kind, preset, input.match ?? {});
    await assertTemplate(tx, project.id, input.kind, template);
    const now = tx.clock.now();
    const { id } = await tx.db.trigger
      .create({
        data: {
          projectId: project.id,
          name: input.name,
          kind: input.kind,
          preset,
          token: input.kind === "webhook" ? randomBytes(18).toString("base64url") : null,
          match,
          template: storedTemplate(template, project.id),
          ...(input.max_per_hour === undefined ? {} : { maxPerHour: input.max_per_hour }),
          ...(input.paused ? { pausedAt: now, pausedBy: tx.actor.name } : {}),
          createdBy: tx.actor.name,
        },
        select: { id: true },
      })
      .catch((error: unknown) => {
        throw nameTaken(error, input.name) ?? error;
      });
    const secret = input.kind === "webhook" ? await addTriggerSecret(tx, id) : null;
    await fromNowOn(tx, id);
    await tell(tx, { id, name: input.name, projectId: project.id }, "trigger.created");
    return { trigger: await readTrigger(tx, String(id)), secret };
  });
}

async function assertRoom(tx: TxContext): Promise<void> {
  if ((await tx.db.trigger.count()) < MAX_TRIGGERS) return;
  throw new DomainError("conflict", `There are ${MAX_TRIGGERS} triggers already`, {
    fix: "delete one that is not needed, or let one fire on more",
  });
}

function templateFor(input: CreateTrigger): TriggerTemplate {
  if (input.task_template) return input.task_template;
  if (input.kind === "webhook" && input.preset) return presetTemplate(input.preset);
  throw invalid("task_template", "is required, unless there is a preset, which has one");
}

/** What it fires on, as it is stored: the project that it watches is always named. */
function checkedMatch(
  tx: TxContext,
  projectId: number,
  kind: TriggerKind,
  preset: string | null,
  match: object,
): Prisma.InputJsonObject {
  if (kind === "webhook") {
    const [only] = Object.keys(match);
    if (preset === null && only !== undefined)
      throw invalid(`match.${only}`, "is for presets, whose messages Baton understands");
    return { ...match };
  }
  const { project_id: asked, ...rest } = match as MatchOf<"status" | "children_done" | "budget">;
  const watched = asked === undefined ? projectId : asked;
  // What it watches reaches the tasks that it creates, so the actor must be allowed to read it.
  authorize(tx.actor, "trigger.manage", { projectId: watched ?? undefined });
  if (kind === "budget") assertBudgetsOf(watched, rest as MatchOf<"budget">);
  return JSON.parse(JSON.stringify({ ...rest, project_id: watched })) as Prisma.InputJsonObject;
}

function assertBudgetsOf(watched: number | null, { scope, agent }: MatchOf<"budget">): void {
  if (watched === null) return;
  const wide = scope?.find((each) => !each.startsWith("project"));
  if (agent === undefined && wide === undefined) return;
  throw invalid(
    agent === undefined ? "match.scope" : "match.agent",
    "is about a budget that no project has: send project_id: null beside it to watch all budgets",
  );
}

async function assertTemplate(
  tx: TxContext,
  projectId: number,
  kind: TriggerKind,
  template: TriggerTemplate,
): Promise<void> {
  assertChoices(template, kind);
  const parent = template.parent_id ?? null;
  const isFilledIn = pathsIn(String(parent ?? "")).length > 0;
  await assertUsableTemplate(tx, projectId, {
    description: template.description,
    parent_id: isFilledIn ? null : parent,
  });
  if (!template.workflow) return;
  const filled = filledInputs(template.workflow.inputs);
  await assertUsableStart(tx, template.workflow, { filledLater: filled, foreign: filled });
}

/** Refuses a placeholder by which somebody's text would choose who works, or where. */
function assertChoices(template: TriggerTemplate, kind: TriggerKind): void {
  const bad = badChoice(template, kind);
  if (bad === undefined) return;
  const rule =
    kind === "webhook"
      ? "must not come from what is sent: a sender would choose who works, or where"
      : `must not be {{${bad.path}}}: whoever writes that would choose who works, or where`;
  const choices = choicesOf(bad.field, kind).map((path) => `{{${path}}}`);
  throw invalid(
    `task_template.${bad.field}`,
    rule,
    choices.length === 0 ? {} : { fix: `use ${choices.join(", ")}, or name it in the template` },
  );
}

/**
 * Changes a trigger. What it fires on and its template are replaced as a whole; the kind, the preset and the project stay. Fails with
 * `stale_etag` if it has changed since the caller read it, and otherwise as `createTrigger` does.
 */
export async function updateTrigger(
  ctx: Context,
  ref: string,
  input: UpdateTrigger,
): Promise<TriggerRow> {
  return ctx.transaction(async (tx) => {
    await lockNamed(tx.db, "triggers");
    const before = await lockTrigger(tx, ref);
    assertTriggerEtag(before, input.etag);
    const { id, projectId } = before;
    const kind = kindOf(before);
    const data: Prisma.TriggerUpdateInput = { name: input.name, maxPerHour: input.max_per_hour };
    if (input.match !== undefined) {
      const { match } = parse(MATCH_OF[kind], { match: input.match }, "body");
      data.match = checkedMatch(tx, projectId, kind, presetOf(before), match);
    }
    if (input.task_template !== undefined) {
      const { project_id: other = projectId } = input.task_template;
      if (other !== projectId)
        throw invalid("task_template.project_id", "cannot be changed: make another trigger there");
      await assertTemplate(tx, projectId, kind, input.task_template);
      data.template = storedTemplate(input.task_template, projectId);
    }
    const changed = (["name", "match", "template", "maxPerHour"] as const).filter(
      (field) =>
        data[field] !== undefined && JSON.stringify(data[field]) !== JSON.stringify(before[field]),
    );
    if (changed.length === 0) return before;
    await write(tx, before, data);
    if (changed.includes("match")) await fromNowOn(tx, id);
    const names = changed.map((field) => FIELD_NAMES[field]);
    await tell(tx, { id, name: input.name ?? before.name, projectId }, "trigger.updated", names);
    return readTrigger(tx, String(id));
  });
}

const FIELD_NAMES = {
  name: "name",
  match: "match",
  template: "task_template",
  maxPerHour: "max_per_hour",
} as const;

/** Pauses a trigger: what would fire it is skipped and not made up for. Pausing it again changes the note. */
export async function pauseTrigger(
  ctx: Context,
  ref: string,
  note: string | null = null,
): Promise<TriggerRow> {
  return ctx.transaction(async (tx) => {
    await lockNamed(tx.db, "triggers");
    const before = await lockTrigger(tx, ref);
    if (before.pausedAt !== null && (note === null || note === before.pauseNote)) return before;
    const pausedAt = before.pausedAt ?? tx.clock.now();
    await write(tx, before, { pausedAt, pausedBy: tx.actor.name, pauseNote: note });
    await tendReader(tx);
    await tell(tx, before, "trigger.updated", ["paused"]);
    return readTrigger(tx, String(before.id));
  });
}

/** Lets a trigger fire again, on what happens from now on. */
export async function resumeTrigger(ctx: Context, ref: string): Promise<TriggerRow> {
  return ctx.transaction(async (tx) => {
    await lockNamed(tx.db, "triggers");
    const before = await lockTrigger(tx, ref);
    if (before.pausedAt === null) return before;
    await write(tx, before, {
      pausedAt: null,
      pausedBy: null,
      pauseNote: null,
      lastError: null,
      lastErrorAt: null,
      limitedAt: null,
      limitedBy: null,
    });
    await fromNowOn(tx, before.id);
    await tell(tx, before, "trigger.updated", ["paused"]);
    return readTrigger(tx, String(before.id));
  });
}

/** Deletes a trigger with its secrets and its deliveries. The tasks that it created stay. */
export async function removeTrigger(ctx: Context, ref: string): Promise<TriggerRow> {
  return ctx.transaction(async (tx) => {
    await lockNamed(tx.db, "triggers");
    const trigger = await lockTrigger(tx, ref);
    await tx.db.trigger.delete({ where: { id: trigger.id } });
    await tendReader(tx);
    await tell(tx, trigger, "trigger.deleted");
    return trigger;
  });
}

const MATCH_OF = {
  webhook: z.strictObject({ match: MATCHES.webhook }),
  status: z.strictObject({ match: MATCHES.status }),
  children_done: z.strictObject({ match: MATCHES.children_done }),
  budget: z.strictObject({ match: MATCHES.budget }),
} as const;

/** Writes a change under a new etag, which is later than the last one. */
async function write(
  tx: TxContext,
  before: TriggerRow,
  data: Prisma.TriggerUpdateInput,
): Promise<void> {
  const updatedAt = new Date(Math.max(tx.clock.now().getTime(), before.updatedAt.getTime() + 1));
  const name = typeof data.name === "string" ? data.name : before.name;
  await tx.db.trigger
    .update({ where: { id: before.id }, data: { ...data, updatedAt } })
    .catch((error: unknown) => {
      throw nameTaken(error, name) ?? error;
    });
}

/** What happened up to this transaction no longer fires the trigger, and budgets that are past its mark already are passed over. */
async function fromNowOn(tx: TxContext, id: number): Promise<void> {
  await tx.db.$executeRaw`
    UPDATE triggers SET after_event = event_id(${LAST_ORDINAL}::int) WHERE id = ${id} AND kind <> 'webhook'`;
  const trigger = await tx.db.trigger.findUniqueOrThrow({ where: { id } });
  if (trigger.kind === "budget") await passOverPastBudgets(tx, id, matchOf(trigger, "budget"));
  await tendReader(tx);
}

/** The last position of an event in its transaction. */
const LAST_ORDINAL = 65_535;

/** Events are read for triggers only while one of them watches, and kept for them only then. The caller has the lock "triggers". */
async function tendReader(tx: TxContext): Promise<void> {
  const watching = await tx.db.trigger.findFirst({
    where: { kind: { not: "webhook" }, pausedAt: null },
    select: { id: true },
  });
  if (watching) {
    await registerReader(tx, TRIGGER_READER);
    await addJob(tx.db, WATCH_TRIGGERS, {}, { key: WATCH_TRIGGERS.name });
  } else await removeReader(tx.db, TRIGGER_READER);
}

async function tell(
  tx: TxContext,
  { id, name, projectId }: Pick<TriggerRow, "id" | "name" | "projectId">,
  type: "trigger.created" | "trigger.updated" | "trigger.deleted",
  changed?: string[],
): Promise<void> {
  await record(tx, {
    type,
    projectId,
    data: { trigger: { id, name }, ...(changed ? { changed } : {}) },
  });
}

function assertTriggerEtag(trigger: TriggerRow, etag: string | undefined): void {
  const present = trigger.updatedAt.toISOString();
  if (etag === undefined || etag === present) return;
  throw new DomainError("stale_etag", `${trigger.name} has changed since you read it`, {
    etag: present,
    fix: "read the trigger again, decide anew and send its etag",
  });
}

/** Translates the error of the unique index; null for any other error. */
function nameTaken(error: unknown, name: string): DomainError | null {
  const isUnique = error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
  if (!isUnique) return null;
  return new DomainError("conflict", `There is a trigger ${name} in this project already`, {
    fix: "choose another name, or change that trigger",
    problems: [{ field: "name", rule: "is in use" }],
  });
}

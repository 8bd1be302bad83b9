import { asSystem, type TxContext } from "@/lib/core/context";
import { record } from "@/lib/events/append";
import type { TaskColumns } from "@/lib/tasks/columns";
import { writeSystemComment } from "@/lib/tasks/comments/comment-record";
import type { TaskStatus } from "@/lib/tasks/lifecycle";
import { lockStructure } from "@/lib/tasks/locks";
import { reviewRequired } from "@/lib/tasks/review-policy";
import type { TaskRow } from "@/lib/tasks/row";
import type { TouchedParents } from "@/lib/tasks/structure/children";
import { recordLink } from "@/lib/tasks/structure/links";
import { withReadiness } from "@/lib/tasks/structure/readiness";
import { settleStructure } from "@/lib/tasks/structure/structure";
import { fillIn } from "./fill-in";
import { type FollowUp, followUpsToStore, type HeldFollowUp, markCreated } from "./follow-ups";
import { insertTask } from "./insert.sql";

/**
 * The follow-ups that are due when a task becomes done: those that were not created yet. Marks them as created in `set`, the change that
 * makes the task done, so that each is created once. In an archived project nothing is created: a comment says so, and the follow-ups
 * stay due.
 */
export async function takeFollowUps(
  tx: TxContext,
  before: TaskRow,
  to: TaskStatus,
  set: TaskColumns,
): Promise<FollowUp[]> {
  if (to !== "done" || before.status === "done") return [];
  const held = (set.follow_ups === undefined ? before.follow_ups : set.follow_ups) as
    | HeldFollowUp[]
    | null;
  const due = held?.filter(({ created }) => !created) ?? [];
  if (held === null || due.length === 0) return [];
  await lockStructure(tx, before.id);
  const [project] = await tx.db.$queryRaw<{ name: string }[]>`
    SELECT name FROM projects WHERE id = ${before.project_id} AND archived_at IS NOT NULL`;
  if (project) {
    const titles = due.map(({ title }) => `“${title}”`).join(", ");
    await writeSystemComment(
      asSystem(tx, "handoff"),
      before,
      `What follows was not created, because project ${project.name} is archived: ${titles}. Bring the project back, then reopen this task and finish it again.`,
    );
    return [];
  }
  set.follow_ups = markCreated(held);
  return due;
}

/**
 * Creates the follow-ups of a task that became done, each with a `blocks` link from it, and under the same parent as long as that is
 * open. The caller has locked the structure. A bad template does not make completion fail: a task meant for a deleted agent waits in
 * the inbox with a comment.
 */
export async function createFollowUps(
  tx: TxContext,
  done: TaskRow,
  templates: FollowUp[],
  parents: TouchedParents,
): Promise<void> {
  if (templates.length === 0) return;
  const [place] = await tx.db.$queryRaw<Place[]>`
    SELECT p.review_policy::text AS review_policy,
           CASE WHEN EXISTS (SELECT 1 FROM agents WHERE name = ${done.created_by}) THEN 'handoff' ELSE ${done.created_by} END AS creator,
           (SELECT id FROM tasks WHERE id = ${done.parent_id}::int AND archived_at IS NULL
              AND status NOT IN ('done', 'failed', 'cancelled')) AS parent_id
    FROM projects p WHERE p.id = ${done.project_id}`;
  for (const template of templates) {
    await createFollowUp(tx, done, template, place as Place, parents);
  }
}

interface Place {
  review_policy: "required" | "always" | "never";
  parent_id: number | null;
  /** Never an agent: others may have written the follow-ups, and an agent may rewrite tasks that it created. */
  creator: string;
}

async function createFollowUp(
  tx: TxContext,
  done: TaskRow,
  template: FollowUp,
  place: Place,
  parents: TouchedParents,
): Promise<void> {
  const meant = template.assigned_to ?? null;
  const isGone = meant !== null && (await wasDeleted(tx, meant));
  const assignedTo = isGone ? null : meant;
  const filled = (words: string | null | undefined, max: number) =>
    words ? fillIn(words, done, max) : null;
  const inserted = await insertTask(
    tx.db,
    tx.actor,
    {
      projectId: done.project_id,
      title: fillIn(template.title, done, 500),
      description: filled(template.description, 50_000),
      acceptanceCriteria: filled(template.acceptance_criteria, 50_000),
      status: assignedTo === null ? "inbox" : "assigned",
      priority: template.priority ?? done.priority,
      type: template.type ?? "task",
      workType: template.work_type ?? null,
      labels: template.labels ?? [],
      metadata: { follows: done.ticket_ref },
      origin: done.origin,
      createdBy: place.creator,
      creatorAgentId: null,
      assignedTo,
      parentId: place.parent_id,
      execMode: "par",
      execOrder: null,
      onFailure: "block",
      scheduledFor: null,
      dueAt: null,
      reviewRequired: reviewRequired(template.review_required, done.origin, place.review_policy),
      resolution: null,
      resolutionHash: null,
      outcome: null,
      errorMessage: null,
      estimatedHours: null,
      actualHours: null,
      feedbackRating: null,
      feedbackNotes: null,
      retryCount: 0,
      completedAt: null,
      followUps: followUpsToStore(template.follow_ups ?? [], null),
      ready: false,
    },
    null,
  );
  await tx.db.taskLink.create({
    data: { fromId: done.id, toId: inserted.id, type: "blocks", createdBy: tx.actor.name },
  });
  const task = await withReadiness(tx, inserted);
  await record(tx, {
    type: "task.created",
    projectId: task.project_id,
    taskId: task.id,
    agent: task.assigned_to,
    data: { task, follows: done.ticket_ref },
  });
  await recordLink(tx, done, task, "blocks", false);
  if (isGone) {
    await writeSystemComment(
      asSystem(tx, "handoff"),
      task,
      `Meant for ${meant}, which was deleted: assign it to another agent.`,
    );
  }
  await settleStructure(tx, null, task, parents);
}

/** Whether the agent was deleted. A name nobody has used yet is fine: the agent may still register. Index: agents_name_key, agents_former_name_idx. */
async function wasDeleted(tx: TxContext, agent: string): Promise<boolean> {
  const [found] = await tx.db.$queryRaw<{ gone: boolean }[]>`
    SELECT NOT EXISTS (SELECT 1 FROM agents WHERE name = ${agent})
       AND EXISTS (SELECT 1 FROM agents WHERE former_name = ${agent} AND deleted_at IS NOT NULL) AS gone`;
  return found?.gone ?? false;
}

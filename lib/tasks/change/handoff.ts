import { asSystem, type TxContext } from "@/lib/core/context";
import { type NewEvent, record } from "@/lib/events/append";
import type { TaskColumns } from "@/lib/tasks/columns";
import { writeSystemComment, writeSystemComments } from "@/lib/tasks/comments/comment-record";
import type { TaskStatus } from "@/lib/tasks/lifecycle";
import { lockStructure } from "@/lib/tasks/locks";
import { reviewRequired } from "@/lib/tasks/review-policy";
import type { TaskRow } from "@/lib/tasks/row";
import type { TouchedParents } from "@/lib/tasks/structure/children";
import { linkEvent } from "@/lib/tasks/structure/links";
import { type AddedTask, addTasks, settleAdded } from "./add-tasks";
import { fillIn } from "./fill-in";
import { type FollowUp, followUpsToStore, markCreated, type StoredFollowUp } from "./follow-ups";

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
  const stored = (set.follow_ups === undefined ? before.follow_ups : set.follow_ups) as
    | StoredFollowUp[]
    | null;
  const due = stored?.filter(({ created }) => !created) ?? [];
  if (stored === null || due.length === 0) return [];
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
  set.follow_ups = markCreated(stored);
  return due;
}

/**
 * Creates the follow-ups of a task that became done, each with a `blocks` link from it, and under the same parent as long as that is
 * open, in a number of statements that does not depend on theirs. The caller has locked the structure. A bad template does not make
 * completion fail: a task meant for a deleted agent waits in the inbox with a comment.
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
  const deleted = await deletedAmong(
    tx,
    templates.flatMap(({ assigned_to }) => assigned_to ?? []),
  );
  const isGone = ({ assigned_to: agent }: FollowUp) => agent != null && deleted.has(agent);
  const tasks = await addTasks(
    tx,
    done.project_id,
    templates.map((template) => {
      const assignedTo = isGone(template) ? null : (template.assigned_to ?? null);
      return followUpTask(done, { ...template, assigned_to: assignedTo }, place as Place);
    }),
  );
  await record(
    tx,
    ...tasks.flatMap<NewEvent>((task) => [
      {
        type: "task.created",
        projectId: task.project_id,
        taskId: task.id,
        agent: task.assigned_to,
        data: { task, follows: done.ticket_ref },
      },
      linkEvent(done, task, "blocks", false),
    ]),
  );
  await writeSystemComments(
    asSystem(tx, "handoff"),
    tasks.flatMap((task, position) => {
      const template = templates[position] as FollowUp;
      const content = `Meant for ${template.assigned_to}, which was deleted: assign it to another agent.`;
      return isGone(template) ? [{ task, content }] : [];
    }),
  );
  await settleAdded(tx, tasks, parents);
}

interface Place {
  review_policy: "required" | "always" | "never";
  parent_id: number | null;
  /** Never an agent: others may have written the follow-ups, and an agent may rewrite tasks that it created. */
  creator: string;
}

function followUpTask(done: TaskRow, template: FollowUp, place: Place): AddedTask {
  const assignedTo = template.assigned_to ?? null;
  const filled = (words: string | null | undefined, max: number) =>
    words ? fillIn(words, done, max) : null;
  return {
    projectId: done.project_id,
    kind: "work",
    title: fillIn(template.title, done, 500, "title"),
    description: filled(template.description, 50_000),
    checks: null,
    outputSchema: null,
    command: null,
    workflowRunId: null,
    workflowStageId: null,
    workflow: null,
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
    parentAt: null,
    blockers: { ids: [done.id], at: [] },
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
  };
}

/** Those agents that were deleted. A name nobody has used yet is fine: the agent may still register. Index: agents_name_key, agents_former_name_idx. */
async function deletedAmong(tx: TxContext, agents: string[]): Promise<Set<string>> {
  if (agents.length === 0) return new Set();
  const rows = await tx.db.$queryRaw<{ name: string }[]>`
    SELECT DISTINCT a.former_name AS name FROM agents a
    WHERE a.former_name = ANY(${agents}::text[]) AND a.deleted_at IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM agents WHERE name = a.former_name)`;
  return new Set(rows.map(({ name }) => name));
}

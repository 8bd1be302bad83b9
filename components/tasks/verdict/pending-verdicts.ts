import {
  createPendingDecisions,
  type Pending,
  type Surroundings,
} from "@/components/tasks/pending/pending-decisions";
import type { Verdict } from "@/lib/reviews/verdict";
import type { TaskWire } from "@/lib/tasks/shapes";
import type { SentReview } from "./review-to-send";

/** The part of a task that a verdict needs, as the person saw it. */
export type JudgedTask = Pick<TaskWire, "id" | "ticket_ref" | "title" | "status_changed_at">;

interface GivenVerdict {
  task: JudgedTask;
  verdict: Verdict;
  notes: string | undefined;
  /** The comments that go with it. */
  review?: SentReview;
}

/** A verdict that was given by key and does not count yet. */
export type PendingVerdict = Pending<GivenVerdict>;

/** The verdicts that do not count yet; one task has at most one. */
export function createPendingVerdicts(surroundings: Surroundings) {
  const decisions = createPendingDecisions<GivenVerdict>(surroundings, {
    name: "verdicts",
    subjectOf: ({ task }) => task.id,
    accepts: isVerdict,
  });
  return {
    ...decisions,
    add(
      { id, ticket_ref, title, status_changed_at }: JudgedTask,
      verdict: Verdict,
      notes?: string,
      review?: SentReview,
    ) {
      const task = { id, ticket_ref, title, status_changed_at };
      decisions.add({ task, verdict, notes, ...(review && { review }) });
    },
  };
}

function isVerdict(stored: object): stored is GivenVerdict {
  const { task, verdict, notes } = stored as Partial<GivenVerdict>;
  return (
    typeof task?.id === "number" &&
    typeof task.ticket_ref === "string" &&
    (verdict === "approved" || verdict === "rejected") &&
    (notes === undefined || typeof notes === "string")
  );
}

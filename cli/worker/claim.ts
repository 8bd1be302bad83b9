import type { Answer } from "@/client/client";

type Poll = Answer<"tasks.poll_post">;
/** A line of the shell, or a script, that a task carries. */
export type TaskCommand = NonNullable<NonNullable<Poll["task"]>["command"]>;

/** What a poll for work gave: a task, or a turn, which is a question to the agent without one. */
export interface Claim {
  run: number;
  /** How the run is called: its task's reference, or `turn 12`. */
  ref: string;
  title: string;
  task: {
    id: number;
    ref: string;
    title: string;
    projectId: number | null;
    /** It is a stage of a workflow. */
    isStage: boolean;
  } | null;
  /** What to run for the task, in place of the worker's program. */
  command: TaskCommand | null;
  /** What became of the questions about it. */
  answers: Poll["answers"];
  /** The commits of earlier attempts that were judged. */
  judged: string[];
}

/** The claim in a poll's answer; null if there was nothing. */
export function claimIn({ task, run, turn, answers, feedback }: Poll): Claim | null {
  if (turn) {
    const { id } = turn.run;
    return {
      run: id,
      ref: `turn ${id}`,
      title: "",
      task: null,
      command: null,
      answers,
      judged: [],
    };
  }
  if (!task || !run) return null;
  const { id, ticket_ref: ref, title, project_id: projectId, command } = task;
  const judged = feedback.flatMap(({ commit }) => commit ?? []);
  const isStage = task.workflow !== null;
  return {
    ...{ run: run.id, ref, title, command, answers, judged },
    task: { id, ref, title, projectId, isStage },
  };
}

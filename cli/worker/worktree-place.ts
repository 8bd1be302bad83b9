import { openRepository, type Repository, WorktreeProblem } from "../worktrees/worktrees";
import type { HeldPlace, Place } from "./place";
import { failed, type Outcome } from "./programs/program";
import type { WorkerSettings } from "./settings";

type Worktree = Awaited<ReturnType<Repository["prepare"]>>;
type HandIn = Awaited<ReturnType<Worktree["handIn"]>>;

/** A git worktree for each run, on a branch named after its task. Throws a `WorktreeProblem` for a repository that cannot have them. */
export async function worktreePlace(
  settings: Pick<WorkerSettings, "repo" | "base" | "init" | "name">,
): Promise<Place> {
  const { repo, base, init, name } = settings;
  const repository = await openRepository({ path: repo, ...(base === null ? {} : { base }) });
  return {
    freeBytes: () => repository.freeBytes(),
    async take({ task, run }, { env, signal, say }): Promise<HeldPlace> {
      const { id, ticket_ref: ref, title } = task;
      const worktree = await repository.prepare({
        run: run.id,
        task: { id, ref, title },
        env: { ...env },
        signal,
        onOutput: ({ text }) => say(text),
        ...(init === null ? {} : { init: { command: init } }),
      });
      for (const note of worktree.notes) say(`${note}\n`);
      say(`Branch ${worktree.branch}, from ${worktree.base.branch}, in ${worktree.path}\n`);
      return {
        cwd: worktree.path,
        env: worktree.env,
        finish: (outcome) => commit(worktree, outcome, `${ref}: ${title}`, name, say),
        release: () => worktree.release(),
      };
    },
  };
}

/** Commits what the program left, whatever became of it: work of a failed attempt is what the next one goes on with. */
async function commit(
  worktree: Worktree,
  outcome: Outcome,
  message: string,
  agent: string,
  say: (text: string) => void,
): Promise<Outcome> {
  let handIn: HandIn;
  try {
    handIn = await worktree.handIn({ message, agent });
  } catch (error) {
    if (!(error instanceof WorktreeProblem)) throw error;
    return outcome.status === "failed"
      ? outcome
      : failed("agent", `its work could not be committed: ${error.message}`, outcome);
  }
  for (const note of handIn.notes) say(`${note}\n`);
  return withCommit(outcome, handIn);
}

const MOST_FILES = 50;

/** The outcome with where the work is. A program that said nothing and changed files has done something. */
export function withCommit(
  outcome: Outcome,
  { branch, commit: id, diff }: Pick<HandIn, "branch" | "commit" | "diff">,
): Outcome {
  if (id === null) return outcome;
  const files = diff.files
    .slice(0, MOST_FILES)
    .map(({ path, status, added, removed }) =>
      added === null
        ? `- ${path} (${status}, binary)`
        : `- ${path} (${status}, +${added} -${removed})`,
    );
  const left = diff.files.length - files.length;
  if (left > 0) files.push(`- and ${left} more`);
  const where = [`Branch \`${branch}\`, commit \`${id}\`:`, "", ...files].join("\n");
  if (outcome.status === "done") return { ...outcome, text: `${outcome.text}\n\n${where}` };
  if (outcome.errorClass !== "empty_answer") return outcome;
  const { usage, session } = outcome;
  return { status: "done", text: `The program said nothing.\n\n${where}`, usage, session };
}

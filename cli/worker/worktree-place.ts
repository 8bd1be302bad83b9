import type { Baton } from "@/client/client";
import { Refused, Unreachable } from "@/client/failures";
import { openRepository, type Repository, WorktreeProblem } from "../worktrees/worktrees";
import type { Evidence } from "./delivery";
import type { Finished, HeldPlace, Place, Taking } from "./place";
import { failed, type Outcome } from "./programs/program";
import type { WorkerSettings } from "./settings";

type Worktree = Awaited<ReturnType<Repository["prepare"]>>;
type HandIn = Awaited<ReturnType<Worktree["handIn"]>>;

/** A git worktree for each run, on a branch named after its task. Throws a `WorktreeProblem` for a repository that cannot have them. */
export async function worktreePlace(
  settings: Pick<WorkerSettings, "repo" | "base" | "init" | "name">,
  baton: Baton,
): Promise<Place> {
  const { repo, base, init, name } = settings;
  const repository = await openRepository({ path: repo, ...(base === null ? {} : { base }) });
  // A turn leaves no commit: it looks at the checkout, and changes nothing.
  const checkout: HeldPlace = {
    ...{ cwd: repository.root, isReadOnly: true, env: {} },
    finish: async (outcome) => ({ outcome, evidence: null }),
    release: async () => undefined,
  };
  return {
    freeBytes: () => repository.freeBytes(),
    idleTasks: () => repository.idleTasks(),
    removeUnpicked: (task) => repository.removeUnpicked(task),
    async take({ task, run, judged }, taking): Promise<HeldPlace> {
      if (task === null) return checkout;
      const { id, ref, title } = task;
      const { env, signal, say } = taking;
      const start = await repository.startAt(taking.earlier);
      const worktree = await repository.prepare({
        run,
        task: { id, ref, title },
        ...(start.from === undefined ? {} : { from: start.from }),
        env: { ...env },
        signal,
        onOutput: ({ text }) => say(text),
        ...(init === null ? {} : { init: { command: init } }),
      });
      // One that is found again, or taken over, has begun already.
      const began = worktree.found || worktree.continued ? [] : start.notes;
      for (const note of [...began, ...worktree.notes]) say(`${note}\n`);
      say(`Branch ${worktree.branch}, from ${worktree.base.branch}, in ${worktree.path}\n`);
      return {
        cwd: worktree.path,
        isReadOnly: false,
        env: worktree.env,
        finish: (outcome) =>
          finish(
            {
              baton,
              worktree,
              message: `${ref}: ${title}`,
              agent: name,
              judged,
              taking,
            },
            outcome,
          ),
        release: () => worktree.release(),
      };
    },
  };
}

interface Finishing {
  baton: Baton;
  worktree: Worktree;
  message: string;
  agent: string;
  /** The commits of the task that were rejected. */
  judged: string[];
  taking: Taking;
}

/** Commits what the program left, whatever became of it: work of a failed attempt is what the next one goes on with. */
async function finish(finishing: Finishing, outcome: Outcome): Promise<Finished> {
  const { worktree, message, agent, judged: since, taking } = finishing;
  let handIn: HandIn;
  try {
    handIn = await worktree.handIn({ message, agent, maxDiffBytes: LONGEST_DIFF, since });
  } catch (error) {
    if (!(error instanceof WorktreeProblem)) throw error;
    if (outcome.status === "failed") return { outcome, evidence: null };
    const why = `its work could not be committed: ${error.message}`;
    return { outcome: failed("agent", why, outcome), evidence: null };
  }
  for (const note of handIn.notes) taking.say(`${note}\n`);
  const shown = withCommit(outcome, handIn);
  if (shown.status === "failed") return { outcome: shown, evidence: null };
  const { branch, commit, base, diff } = handIn;
  const change =
    commit === null
      ? null
      : {
          commit,
          branch,
          base,
          ...told(diff),
          since: handIn.since.map(({ commit: from, diff: to }) => ({ commit: from, ...told(to) })),
        };
  return { outcome: shown, evidence: { change, checks: await check(finishing, commit ?? base) } };
}

const told = ({ text, truncated, files }: HandIn["diff"]) => ({ diff: text, truncated, files });

/** Runs what the task asks for on the very commit. Without an answer of Baton's in a minute they are missing, and shown so. */
async function check(
  { baton, worktree, taking }: Finishing,
  commit: string,
): Promise<Evidence["checks"]> {
  const { signal, say, env } = taking;
  const path = { id: String(worktree.run) };
  const options = { patienceMs: 60_000, again: true, signal };
  const found = await baton.call("runs.checks", { path }, options).catch((error: unknown) => {
    if (error instanceof Unreachable || error instanceof Refused) return null;
    throw error;
  });
  if (found === null) say("Baton could not be asked which checks to run\n");
  const evidence = found?.evidence;
  if (!evidence || evidence.checks.length === 0) return null;
  const asked = evidence.checks.map(({ name, command, paths, expected_exit_code }) => ({
    name,
    command,
    ...(paths ? { paths } : {}),
    exit_code: expected_exit_code,
  }));
  const checks = await worktree.runChecks(asked, {
    commit,
    env: { ...env },
    signal,
    onOutput: ({ text }) => say(text),
    onResult: ({ name, state }) => say(`Check ${name}: ${state}\n`),
  });
  return { commit, checks };
}

/** Baton takes requests of two megabytes, in which much of a diff is escaped. */
const LONGEST_DIFF = 500_000;
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

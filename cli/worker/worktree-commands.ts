import { Command } from "commander";
import type { Baton } from "@/client/client";
import { EXIT, Failure, usage } from "../failure";
import { oneLine } from "../output/table";
import type { Globals, Open, Session } from "../session";
import { type MergeRequest, openRepository, type Repository } from "../worktrees/worktrees";
import { scrubbed } from "./environment";

interface Options {
  repo?: string;
  base?: string;
  force?: string[];
  dryRun?: boolean;
  remote?: string;
  init?: string;
}

const VERBS = {
  merge: "rebase the branch on its base and move the base forward, when the task is done",
  push: "push the branch, when the task is done",
  pr: "push the branch and open a pull request with gh",
  keep: "leave the worktree to yourself",
  discard: "remove the worktree and its branch, whatever they hold",
} as const;
type WorktreeVerb = keyof typeof VERBS;

/** `mc worker gc` and what becomes of a worktree: `mc worker merge TASK` and the like. */
export function worktreeCommands(open: Open): Command[] {
  const gc = withRepository(new Command("gc"))
    .description("list and remove what runs left behind")
    .option("--force <name...>", "worktrees whose uncommitted or unmerged work may be lost")
    .option("--dry-run", "only say what would be done");
  gc.action(() => {
    const all = optionsOf(gc);
    return collect(open(all), all);
  });
  const verbs = (Object.keys(VERBS) as WorktreeVerb[]).map((verb) => {
    const command = withRepository(new Command(verb)).description(VERBS[verb]);
    command.argument("<task>", "its number or reference");
    if (verb === "merge")
      command.option(
        "--init <command>",
        "made anew with this before the checks, if it was cleared",
      );
    if (verb === "push" || verb === "pr") command.option("--remote <name>", "where to (origin)");
    return command.action((ref: string) => {
      const all = optionsOf(command);
      return settle(open(all), verb, ref, all);
    });
  });
  return [gc, ...verbs];
}

/** `--repo` and `--base` are options of `mc worker` as well, which takes them wherever they stand. */
const optionsOf = (command: Command) => command.optsWithGlobals<Globals & Options>();

const withRepository = (command: Command): Command =>
  command
    .option("--repo <folder>", "the repository (.)")
    .option("--base <branch>", "the branch that work goes to");

const repositoryOf = ({ repo, base }: Options) =>
  openRepository({ path: repo ?? ".", allowDirty: true, ...(base ? { base } : {}) });

async function collect(session: Session, options: Options): Promise<void> {
  const { out, signal } = session;
  const baton = await session.baton();
  const repository = await repositoryOf(options);
  const report = await repository.gc({
    force: options.force ?? [],
    dryRun: options.dryRun === true,
    async stateOf(runs) {
      const states = new Map<number, "open" | "closed" | "unknown">();
      for (const run of runs) {
        const reply = await baton
          .call("runs.read", { path: { id: String(run) } }, { signal })
          .catch((error: { status?: number }) => {
            if (error.status === 404) return null;
            throw error;
          });
        states.set(run, reply === null ? "unknown" : reply.run.outcome ? "closed" : "open");
      }
      return states;
    },
  });
  if (out.json) return out.value(report);
  const done = options.dryRun ? "Would remove" : "Removed";
  for (const { name, why } of report.removed) await out.line(oneLine(`${done} ${name}: ${why}`));
  for (const { name, paths } of report.pruned)
    await out.line(oneLine(`${done} ${paths.join(", ")} of ${name}`));
  for (const { name, why } of report.left) await out.line(oneLine(`Left ${name}: ${why}`));
  if (report.removed.length + report.left.length === 0) await out.line("Nothing is left over.");
}

/** The checks that passed, which run again before the base moves, and the commit that was approved; others were overridden. */
async function askedOf(
  baton: Baton,
  ref: string,
  signal: AbortSignal,
): Promise<Pick<MergeRequest, "checks" | "commit">> {
  const { evidence } = await baton.call("tasks.checks", { path: { id: ref } }, { signal });
  const passed = evidence.checks.filter(({ state }) => state === "passed" || state === "skipped");
  const checks = passed.map(({ name, command, paths, expected_exit_code }) => ({
    name,
    command,
    ...(paths ? { paths } : {}),
    exit_code: expected_exit_code,
  }));
  return { checks, ...(evidence.commit ? { commit: evidence.commit } : {}) };
}

/** The answer to a second merge, which has nothing left to do; what else is wanted of work that was merged cannot be done. */
function mergedBefore(
  ref: string,
  verb: WorktreeVerb,
  { commit, target, at, isThere }: NonNullable<Awaited<ReturnType<Repository["mergedOf"]>>>,
) {
  const short = commit.slice(0, 12);
  const happened = `${ref} was merged as ${short} into ${target} on ${at}`;
  if (!isThere)
    throw usage(
      `${happened}, and ${target} no longer has it`,
      `bring it back with: git cherry-pick ${short}`,
    );
  if (verb !== "merge")
    throw usage(
      `${happened}: its worktree and its branch are gone`,
      verb === "keep" || verb === "discard"
        ? "nothing is left to do"
        : `push ${target} itself: git push origin ${target}`,
    );
  const notes = [`${happened}. Nothing is left to do.`];
  return { merged: true, commit, target, commits: 0, checks: [], merged_at: at, notes };
}

async function settle(
  session: Session,
  verb: WorktreeVerb,
  ref: string,
  options: Options,
): Promise<void> {
  const { out, signal } = session;
  const baton = await session.baton();
  const { task } = await baton.call("tasks.read", { path: { id: ref } }, { signal });
  const isHandedOn = verb === "merge" || verb === "push" || verb === "pr";
  if (isHandedOn && task.status !== "done") {
    throw usage(
      `${task.ticket_ref} is ${task.status}: only work that is done is handed on`,
      `approve it first: mc reviews approve ${task.ticket_ref} "why it is good"`,
    );
  }
  const repository = await repositoryOf(options);
  const states = (await repository.list()).filter((state) => state.task.id === task.id);
  const [newest] = states.sort((one, other) => other.run - one.run);
  const worktree = newest ? await repository.find(newest.run) : null;
  if (!worktree) {
    const merged = await repository.mergedOf(task.id);
    const { commit } = await askedOf(baton, ref, signal);
    // What was handed in since then was made elsewhere, and no merge here has it.
    if (merged && (commit === undefined || commit === merged.handedIn))
      return out.value(mergedBefore(task.ticket_ref, verb, merged));
    const fix = "do this on the machine and in the repository of its worker";
    throw usage(`there is no worktree of ${task.ticket_ref} here`, fix);
  }
  const remote = options.remote ? { remote: options.remote } : {};
  switch (verb) {
    case "merge": {
      // The program's work decides what the checks do: they see no more of this machine than it did.
      const env = scrubbed({ env: process.env, program: null, names: [] });
      const init = options.init ? { init: { command: options.init } } : {};
      const merged = await worktree.merge({
        ...(await askedOf(baton, ref, signal)),
        ...init,
        env,
        signal,
      });
      if (merged.merged) return out.value(merged);
      await worktree.release();
      // It goes back to its agent, with what is in its way.
      const reason = merged.feedback.slice(0, 2_000);
      await baton.call("tasks.retry", { path: { id: ref }, body: { reason } }, { signal });
      throw new Failure(`it cannot be merged (${merged.why}): ${merged.feedback}`, {
        exitCode: EXIT.usage,
        code: merged.why === "conflict" ? "merge_conflict" : "checks_failed",
        fix: `${task.ticket_ref} was given back to its agent with this`,
      });
    }
    case "push":
      return out.value(await worktree.push(remote));
    case "pr": {
      const body = task.resolution ?? "";
      return out.value(await worktree.openPullRequest({ title: task.title, body, ...remote }));
    }
    case "keep":
      await worktree.keep();
      return out.value({ kept: worktree.path, branch: worktree.branch });
    case "discard":
      await worktree.discard();
      return out.value({ discarded: worktree.path, branch: worktree.branch });
    default: {
      const never: never = verb;
      return never;
    }
  }
}

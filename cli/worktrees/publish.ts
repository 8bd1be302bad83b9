import { execFile } from "node:child_process";
import type { Git } from "./git";
import type { Place } from "./place";
import { WorktreeProblem } from "./problem";
import { type Environment, processEnvironment } from "./program";
import { remotesIn } from "./repository";

export interface PushRequest {
  /** By default the only remote, or `origin`. */
  remote?: string;
  /** What the branch is called there; by default as it is here. */
  remoteBranch?: string;
}

export interface Pushed {
  remote: string;
  branch: string;
  commit: string;
}

/** Pushes the branch, never by force. */
export async function push(place: Place, request: PushRequest = {}): Promise<Pushed> {
  const git = place.repository.git.at({});
  const remote = await remoteOf(git, request.remote);
  await refuseChangedRemotes(place, git);
  const branch = request.remoteBranch ?? place.record.branch;
  const commit = await git.commitOf(place.ref);
  if (commit === null)
    throw new WorktreeProblem("gone", `the branch ${place.record.branch} was deleted`, {});
  const { code, out, err } = await git.run(
    [
      "push",
      "--porcelain",
      "--no-signed",
      "--no-recurse-submodules",
      "--no-follow-tags",
      "--",
      remote,
      `${commit}:refs/heads/${branch}`,
    ],
    { what: `push ${branch} to ${remote}`, isRemote: true, allow: [0, 1, 128] },
  );
  if (code === 0) return { remote, branch, commit };
  const rejected = /^!\t\S+\t(.*)$/m.exec(out)?.[1];
  const said =
    rejected ??
    err
      .trim()
      .split("\n")
      .filter((line) => !line.startsWith("hint:"))[0] ??
    "";
  throw new WorktreeProblem("push_failed", `${branch} was not pushed to ${remote}: ${said}`, {
    fix: rejected
      ? "the remote's branch has other commits: push under another name"
      : `check that git push ${remote} works by hand, without a question`,
  });
}

async function remoteOf(git: Git, named: string | undefined): Promise<string> {
  const remotes = (await git.text(["remote"], { what: "list the remotes" }))
    .split("\n")
    .filter(Boolean);
  const remote =
    named ?? (remotes.length === 1 ? remotes[0] : remotes.find((name) => name === "origin"));
  if (remote !== undefined && remotes.includes(remote)) return remote;
  throw new WorktreeProblem(
    "push_failed",
    named ? `there is no remote "${named}"` : "the repository has no remote to push to",
    {
      fix:
        remotes.length > 0
          ? `name one of ${remotes.join(", ")}`
          : "add one: git remote add origin ADDRESS",
    },
  );
}

/** A program could have led the remote elsewhere, with the work and the credentials. */
async function refuseChangedRemotes(place: Place, git: Git): Promise<void> {
  const { out } = await git.run(["config", "--list", "--show-scope", "-z"], {
    what: "read the remotes",
  });
  if (remotesIn(out) === place.repository.remotes) return;
  throw new WorktreeProblem(
    "remote_changed",
    "the addresses of the repository's remotes changed since the worker started",
    {
      fix: "look at git remote -v; when they are right, start the worker again",
    },
  );
}

export interface PullRequest {
  title: string;
  body: string;
  remote?: string;
}

/** Pushes the branch and opens a pull request with `gh`; one that is open already is returned. */
export async function openPullRequest(
  place: Place,
  { title, body, remote }: PullRequest,
): Promise<{ url: string }> {
  const { env, root } = place.repository;
  const git = place.repository.git.at({});
  const run = await ghWith(root, { ...env, ...(await git.environment()) });
  await run(["--version"], "");
  const pushed = await push(place, { remote });
  const { code, out, err } = await run(
    [
      "pr",
      "create",
      "--head",
      pushed.branch,
      "--base",
      place.record.base.branch,
      "--title",
      title,
      "--body-file",
      "-",
    ],
    body,
  );
  // When there is one already, gh fails and names it.
  const url = /https?:\/\/\S+/.exec(
    code === 0 ? out : (/already exists:?\s*(\S+)/.exec(err)?.[1] ?? ""),
  )?.[0];
  if (url) return { url };
  throw new WorktreeProblem(
    "pull_request_failed",
    `gh opened no pull request: ${err.trim().split("\n").at(-1) || out.trim() || `it ended with ${code}`}`,
    {
      fix: `the branch ${pushed.branch} is pushed: open it by hand, or sign in with gh auth login`,
    },
  );
}

type Gh = (args: string[], input: string) => Promise<{ code: number; out: string; err: string }>;

async function ghWith(cwd: string, env: Environment): Promise<Gh> {
  return (args, input) =>
    new Promise((resolve, reject) => {
      const child = execFile(
        "gh",
        args,
        {
          cwd,
          env: processEnvironment({
            ...env,
            GH_PROMPT_DISABLED: "1",
            GIT_ALLOW_PROTOCOL: "https:http:ssh:file",
          }),
          timeout: 120_000,
          maxBuffer: 1024 ** 2,
        },
        (error, out, err) => {
          if (error?.code === "ENOENT" || error?.code === "EACCES")
            return reject(
              new WorktreeProblem(
                "no_gh",
                "gh is not installed, so no pull request can be opened",
                {
                  fix: "install it from https://cli.github.com, or push the branch and open the pull request by hand",
                  cause: error,
                },
              ),
            );
          resolve({ code: error ? 1 : 0, out, err });
        },
      );
      child.stdin?.on("error", () => undefined);
      child.stdin?.end(input);
    });
}

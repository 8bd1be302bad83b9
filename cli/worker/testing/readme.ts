import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { inProject, projectRoot } from "@/scripts/project.mjs";

/** What the README lets a real program do, as a script for this checkout, in the repository `repo`. */
export function readmeChange(repo: string): string {
  const blocks = readFileSync(inProject("README.md"), "utf8").matchAll(/```text\n([\s\S]*?)```/g);
  const script = [...blocks].map(([, text = ""]) => text).find((text) => /worktree/.test(text));
  if (!script?.includes("cd ~/shop")) throw new Error("the README shows no change by a program");
  return `set -e\n${script.replace("cd ~/shop", `cd ${repo}`).replaceAll("~/baton", projectRoot)}`;
}

/** A repository with one commit. */
export function givenRepository(folder: string): string {
  const repo = path.join(folder, "shop");
  mkdirSync(repo);
  const git = (...args: string[]) => execFileSync("git", ["-C", repo, ...args]);
  git("init", "--quiet", "--initial-branch=main");
  git("config", "user.name", "Ada");
  git("config", "user.email", "ada@example.com");
  git("commit", "--quiet", "--allow-empty", "-m", "Begin");
  return repo;
}

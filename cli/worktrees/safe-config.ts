/**
 * What a repository can make git run, and how the worker's own calls turn it off.
 *
 * An agent may write to its worktree, and without a sandbox also to the repository's configuration and hooks. Settings of the
 * machine (system and global scope) are its owner's and stay in force; of those of the repository, every one that names a program is
 * overridden on the command line, which wins over all files.
 */

import type { Environment } from "./program";

/** Variables that are the owner's way to credentials, certificates and configuration of the machine. */
const KEPT = new Set([
  "GIT_SSH",
  "GIT_SSH_COMMAND",
  "GIT_ASKPASS",
  "GIT_SSL_CAINFO",
  "GIT_SSL_CAPATH",
  "GIT_SSL_NO_VERIFY",
  "GIT_PROXY_SSL_CAINFO",
  "GIT_CONFIG_GLOBAL",
  "GIT_CONFIG_SYSTEM",
  "GIT_CONFIG_NOSYSTEM",
  "GIT_EXEC_PATH",
]);

/** The environment without what would aim git elsewhere. */
export function withoutGit(env: Environment): Environment {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !name.startsWith("GIT_") || KEPT.has(name)),
  );
}

export const SAFE_ENVIRONMENT = {
  LC_ALL: "C",
  GIT_TERMINAL_PROMPT: "0",
  GIT_EDITOR: "true",
  GIT_SEQUENCE_EDITOR: "true",
  GIT_PAGER: "cat",
  GIT_MERGE_AUTOEDIT: "no",
  GIT_LITERAL_PATHSPECS: "1",
  // A replaced object, a graft or an attribute outside of the commit could make a diff show something else than what was committed.
  GIT_NO_REPLACE_OBJECTS: "1",
  GIT_GRAFT_FILE: "/dev/null",
  GIT_NO_LAZY_FETCH: "1",
} as const;

const ALWAYS: Record<string, string> = {
  "core.hooksPath": "/dev/null",
  "core.fsmonitor": "false",
  "core.alternateRefsCommand": "true",
  "core.pager": "cat",
  "core.editor": "true",
  "sequence.editor": "true",
  "core.sparseCheckout": "false",
  "core.quotePath": "true",
  "protocol.ext.allow": "never",
  "protocol.git.allow": "never",
  "gc.auto": "0",
  "maintenance.auto": "false",
  "submodule.recurse": "false",
  "fetch.recurseSubmodules": "false",
  "push.recurseSubmodules": "no",
  "push.gpgSign": "false",
  "commit.gpgSign": "false",
  "merge.verifySignatures": "false",
  "log.showSignature": "false",
  "rebase.autoStash": "false",
  "rebase.autoSquash": "false",
  "rebase.updateRefs": "false",
  "rerere.enabled": "false",
  "advice.addEmbeddedRepo": "false",
  "advice.graftFileDeprecated": "false",
};

interface Entry {
  scope: string;
  key: string;
  value: string;
}

/**
 * Settings for the command line of one call, by key. A key that is given several times has a number in front (`1:credential.helper`).
 * `ask` runs git to list what is configured; `trusted` names drivers of the repository that may run.
 */
export async function safeConfig(
  ask: (words: string[]) => Promise<{ code: number; out: string }>,
  trusted: ReadonlySet<string>,
): Promise<Record<string, string>> {
  const { code, out } = await ask(["config", "--list", "--show-scope", "-z"]);
  const entries = code === 0 ? entriesOf(out) : [];
  const isOwners = ({ scope }: Entry) => scope === "system" || scope === "global";
  const lastOf = (key: string) =>
    entries.filter((entry) => isOwners(entry) && entry.key === key.toLowerCase()).at(-1)?.value;
  const owners: Record<string, string> = {
    "core.sshcommand": lastOf("core.sshCommand") ?? "ssh",
    "core.askpass": lastOf("core.askPass") ?? "",
    "gpg.program": lastOf("gpg.program") ?? "gpg",
  };
  const config: Record<string, string> = { ...ALWAYS };
  for (const entry of entries) {
    if (isOwners(entry)) continue;
    const off = owners[entry.key] ?? offFor(entry.key, trusted);
    if (off !== undefined) config[entry.key] = off;
  }
  // An empty helper forgets all that were named before it, in whichever file.
  config["credential.helper"] = "";
  entries
    .filter((entry) => isOwners(entry) && /^credential\.(.*\.)?helper$/.test(entry.key))
    .forEach(({ key, value }, at) => {
      config[`${at}:${key}`] = value;
    });
  return config;
}

/** The value with which a setting of the repository runs nothing; undefined when it never does. */
function offFor(key: string, trusted: ReadonlySet<string>): string | undefined {
  const [, kind, name, what] = /^(filter|merge|gpg|remote)\.(?:(.*)\.)?([a-z]+)$/s.exec(key) ?? [];
  if (name !== undefined && trusted.has(name)) return undefined;
  switch (`${kind}.${what}`) {
    // An empty merge driver would succeed and drop one side's work; one that fails leaves a conflict.
    case "merge.driver":
      return "false";
    case "filter.clean":
    case "filter.smudge":
    case "filter.process":
    case "remote.vcs":
      return "";
    case "filter.required":
    case "gpg.program":
    case "gpg.defaultkeycommand":
      return "false";
    case "remote.receivepack":
      return "git-receive-pack";
    case "remote.uploadpack":
      return "git-upload-pack";
    default:
      return undefined;
  }
}

/** Drivers of the repository's own configuration that are turned off, by name. */
export function untrustedFilters(list: string, trusted: ReadonlySet<string>): string[] {
  const names = entriesOf(list)
    .filter(({ scope }) => scope !== "system" && scope !== "global" && scope !== "command")
    .map(({ key }) => /^filter\.(.*)\.(clean|smudge|process)$/s.exec(key)?.[1])
    .filter((name) => name !== undefined && !trusted.has(name));
  return [...new Set(names)].map(String);
}

/** `git config --list --show-scope -z`: scope NUL key NEWLINE value NUL. */
export function entriesOf(list: string): Entry[] {
  const parts = list.split("\0");
  const entries: Entry[] = [];
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const pair = parts[at + 1] ?? "";
    const end = pair.indexOf("\n");
    entries.push({
      scope: parts[at] ?? "",
      key: end < 0 ? pair : pair.slice(0, end),
      value: end < 0 ? "true" : pair.slice(end + 1),
    });
  }
  return entries;
}

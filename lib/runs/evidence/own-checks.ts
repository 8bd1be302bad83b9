/** What a worker looks up itself, without a shell: a command that begins with `baton`. Pure. */
export type OwnCheck =
  /** That a file was changed that matches a pattern; any file, without patterns. */
  | { kind: "changed"; patterns: string[] }
  /** That no file was changed that matches a pattern. */
  | { kind: "unchanged"; patterns: string[] }
  /** That the commit has all of these files or folders. */
  | { kind: "exists"; paths: string[] };

const KINDS = ["changed", "unchanged", "exists"] as const;
const WORD = /'([^']*)'|"([^"]*)"|([^\s'"]+)/g;

/**
 * The check that a command stands for, such as `baton unchanged "prisma/migrations/**"`; null for a command of the shell, and the rule
 * that is broken for one that begins with `baton` and says nothing that is known.
 */
export function ownCheck(command: string): OwnCheck | { rule: string } | null {
  if (!/^baton(\s|$)/.test(command)) return null;
  const rest = command.slice("baton".length).trim();
  if (rest.replace(WORD, "").trim() !== "") return { rule: "has a quote that is not closed" };
  const [verb, ...names] = [...rest.matchAll(WORD)].map(([, a, b, c]) => a ?? b ?? c ?? "");
  const kind = KINDS.find((each) => each === verb);
  if (!kind) return { rule: `must go on with ${KINDS.join(", ")} after baton` };
  if (kind === "changed") return { kind, patterns: names };
  if (names.length === 0)
    return { rule: `must name a ${kind === "exists" ? "path" : "pattern"} after baton ${kind}` };
  if (kind === "unchanged") return { kind, patterns: names };
  const outside = names.find((name) => name.startsWith("/") || name.split("/").includes(".."));
  if (outside !== undefined) return { rule: `names ${outside}, which is outside the repository` };
  return { kind, paths: names };
}

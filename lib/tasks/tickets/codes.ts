import type { TaskStatus } from "@/lib/tasks/lifecycle";
import type { TaskRow } from "@/lib/tasks/row";

/** The short words of the ticket vocabulary (domain.md, "Lifecycle"; mcp.md, "The notation"). Pure: browser, MCP and CLI read them. */
export const STATUS_CODES: Record<TaskStatus, string> = {
  inbox: "bk",
  assigned: "td",
  in_progress: "ip",
  review: "rv",
  blocked: "bl",
  done: "dn",
  failed: "fl",
  cancelled: "cl",
};

export const PRIORITY_CODES: Record<TaskRow["priority"], string> = {
  critical: "cr",
  high: "h",
  medium: "m",
  low: "l",
};

export const TYPE_CODES: Record<TaskRow["type"], string> = {
  bug: "bug",
  feature: "ft",
  task: "tsk",
  epic: "ep",
  chore: "chr",
};

export const LINK_CODES: Record<"blocks" | "relates" | "duplicates", string> = {
  blocks: "blk",
  relates: "rel",
  duplicates: "dup",
};

const CODES = {
  status: STATUS_CODES,
  priority: PRIORITY_CODES,
  type: TYPE_CODES,
  link: LINK_CODES,
};

export type CodeKind = keyof typeof CODES;
/** The values that the codes of each kind stand for. */
export interface Coded {
  status: TaskStatus;
  priority: TaskRow["priority"];
  type: TaskRow["type"];
  link: keyof typeof LINK_CODES;
}

/** Other spellings by people and other trackers, in lower case with `_` between words. */
const SPELLINGS: { [K in CodeKind]: Record<string, Coded[K]> } = {
  status: {
    backlog: "inbox",
    new: "inbox",
    todo: "assigned",
    to_do: "assigned",
    ready: "assigned",
    inprogress: "in_progress",
    doing: "in_progress",
    started: "in_progress",
    claimed: "in_progress",
    wip: "in_progress",
    in_review: "review",
    reviewing: "review",
    block: "blocked",
    complete: "done",
    completed: "done",
    finished: "done",
    closed: "done",
    fail: "failed",
    cancel: "cancelled",
    canceled: "cancelled",
  },
  priority: {
    crit: "critical",
    urgent: "critical",
    c: "critical",
    hi: "high",
    med: "medium",
    normal: "medium",
    lo: "low",
  },
  type: { feat: "feature", fix: "bug", defect: "bug", story: "feature", tk: "task" },
  link: {
    block: "blocks",
    blocking: "blocks",
    relate: "relates",
    related: "relates",
    relates_to: "relates",
    related_to: "relates",
    duplicate: "duplicates",
  },
};

const WORDS = Object.fromEntries(
  Object.entries(CODES).map(([kind, codes]) => [
    kind,
    new Map<string, string>([
      ...Object.entries(SPELLINGS[kind as CodeKind]),
      ...Object.entries(codes).flatMap(([word, code]) => [
        [word, word] as const,
        [code, word] as const,
      ]),
    ]),
  ]),
) as Record<CodeKind, Map<string, string>>;

/**
 * The value of a word, which may be a code (`ip`), the full word (`in_progress`) or a common spelling (`in-progress`, `Todo`,
 * `URGENT`) in any case; undefined for anything else.
 */
export function fromCode<K extends CodeKind>(kind: K, word: string): Coded[K] | undefined {
  const key = word
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, "_");
  return WORDS[kind].get(key) as Coded[K] | undefined;
}

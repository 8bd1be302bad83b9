import type { Role } from "@/lib/core/actor";
import { CARD_KINDS, type CardKind, type Severity } from "./kinds";

/** Something that is wanted about a card's subject. */
export interface Ask {
  /** Names this very occasion: the same thing wanted again, such as another verdict after more work, has another key. */
  key: string;
  kind: CardKind;
  severity: Severity;
  text: string;
  /** The person it is for; null for everybody with the role. */
  for: number | null;
  role: Role;
  /** Unix milliseconds. */
  since: number;
  /** The card's version that it came with. */
  v: number;
  /** The name of the person who brought it about, and need not be told. */
  by: string | null;
  /** The comment of a mention. */
  comment?: number;
  /** What a question can be answered with. */
  options?: readonly { id: string; label: string }[];
}

export type AskDraft = Omit<Ask, "v">;

/** A person, as far as cards and rules care. */
export interface Reader {
  id: number;
  username: string;
  name: string;
  role: Role;
}

const RANK: Record<Role, number> = { viewer: 0, operator: 1, admin: 2 };

const isFor = (ask: AskDraft, { id, role }: Reader): boolean =>
  ask.for === null ? RANK[role] >= RANK[ask.role] : ask.for === id;

/** What is asked of this person, most urgent first. */
export function asksFor<A extends AskDraft>(asks: readonly A[], reader: Reader): A[] {
  return asks.filter((ask) => isFor(ask, reader)).sort(byUrgency);
}

export const byUrgency = (a: AskDraft, b: AskDraft): number =>
  CARD_KINDS.indexOf(a.kind) - CARD_KINDS.indexOf(b.kind) || b.since - a.since;

/** The version of a card as a person knows it: that of the newest thing that is asked of them; 0 when nothing is. */
export const versionFor = (asks: readonly Ask[], reader: Reader): number =>
  Math.max(0, ...asksFor(asks, reader).map(({ v }) => v));

/** The lowest role that everybody's asks are for, and the persons of the others: what a list finds cards by. */
export function audienceOf(asks: readonly AskDraft[]): {
  forRole: Role | null;
  forUsers: number[];
} {
  const roles = asks.flatMap((ask) => (ask.for === null ? [ask.role] : []));
  const [forRole = null] = roles.sort((a, b) => RANK[a] - RANK[b]);
  const forUsers = asks.flatMap((ask) => (ask.for === null ? [] : [ask.for]));
  return { forRole, forUsers: [...new Set(forUsers)] };
}

export interface Merged {
  asks: Ask[];
  version: number;
  /** Those that people have not been told of. */
  added: Ask[];
  /** Whether something is no longer asked. */
  hasEnded: boolean;
}

/**
 * What a card asks after a change: an ask of the same key keeps its version, so that nobody is told twice; a new one gives the card
 * the next version.
 */
export function mergeAsks(
  before: { asks: readonly Ask[]; version: number; is_open: boolean } | null,
  drafts: readonly AskDraft[],
): Merged {
  const known = new Map(before?.asks.map((ask) => [ask.key, ask]));
  const isNew = drafts.some(({ key }) => !known.has(key));
  const version = (before?.version ?? 0) + (isNew ? 1 : 0);
  const asks = drafts.map((draft): Ask => {
    const same = known.get(draft.key);
    return same
      ? { ...draft, v: same.v, since: same.since, by: same.by }
      : { ...draft, v: version };
  });
  const kept = new Set(drafts.map(({ key }) => key));
  return {
    asks: asks.sort(byUrgency),
    version,
    added: asks.filter(({ key }) => !known.has(key)),
    hasEnded: (before?.is_open ?? false) && [...known.keys()].some((key) => !kept.has(key)),
  };
}

import { kindWords } from "@/components/notifications/cards/card-words";
import type { Rule } from "@/lib/notifications/schema";
import type { ChannelWire } from "@/lib/notifications/shapes";

/** Names for what a rule has ids of. */
export interface RuleNames {
  channels: readonly Pick<ChannelWire, "id" | "name">[];
  projects: readonly { id: number; name: string }[];
}

/** Which cards a rule is for, as the beginning of a sentence. */
export function matchWords({ match }: Pick<Rule, "match">, { projects }: RuleNames): string {
  const { kinds, severities, project_ids, priorities, labels, mine } = match;
  const what = kinds ? kinds.map((kind) => kindWords(kind).many) : ["everything that needs you"];
  const parts = [listed(what, "and")];
  if (mine) parts.push("of tasks that are yours");
  if (severities) parts.push(`of severity ${listed(severities, "or")}`);
  if (priorities) parts.push(`of ${listed(priorities, "or")} priority`);
  if (labels) parts.push(`labelled ${listed(labels, "or")}`);
  if (project_ids) parts.push(`in ${listed(namesOf(project_ids, projects, "project"), "or")}`);
  return capital(parts.join(" "));
}

/** Where and when a rule tells. */
export function tellWords(
  rule: Omit<Rule, "name" | "enabled" | "match">,
  names: RuleNames,
): string {
  const { channel_ids, through_quiet } = rule;
  if (channel_ids?.length === 0) return "Shown in Baton only";
  const where =
    channel_ids === null
      ? "to all your channels"
      : `to ${listed(namesOf(channel_ids, names.channels, "channel"), "and")}`;
  const quiet = through_quiet && !isDigest(rule) ? ", in quiet hours too" : "";
  return `${capital(paceWords(rule))} ${where}${quiet}`;
}

const isDigest = ({ pace }: Pick<Rule, "pace">): boolean => pace === "daily" || pace === "weekly";

export const WEEKDAYS = [
  "Sunday",
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
];
export const DIGEST_AT = "08:00";
const MONDAY = 1;

type Pacing = Pick<Rule, "pace" | "group_minutes" | "digest_at" | "digest_weekday">;

function paceWords({ pace, group_minutes, digest_at, digest_weekday }: Pacing): string {
  const at = digest_at ?? DIGEST_AT;
  switch (pace) {
    case "now":
      return "at once, one by one,";
    case "grouped":
      return group_minutes === 1
        ? "what comes within a minute together"
        : `what comes within ${group_minutes} minutes together`;
    case "daily":
      return `every day at ${at}`;
    case "weekly":
      return `on ${WEEKDAYS[digest_weekday ?? MONDAY]}s at ${at}`;
  }
}

function namesOf(
  ids: readonly number[],
  named: readonly { id: number; name: string }[],
  what: string,
): string[] {
  return ids.map((id) => named.find((each) => each.id === id)?.name ?? `a ${what} that is gone`);
}

function listed(words: readonly string[], last: "and" | "or"): string {
  if (words.length < 2) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Without channels that are gone, which no rule may name any more. */
export function withKnown<R extends Pick<Rule, "channel_ids">>(
  rules: readonly R[],
  channels: readonly { id: number }[],
): R[] {
  const known = new Set(channels.map(({ id }) => id));
  return rules.map((rule) => ({
    ...rule,
    channel_ids: rule.channel_ids?.filter((id) => known.has(id)) ?? null,
  }));
}

/** The rules with one of them moved by a place. */
export function moved<T>(rules: readonly T[], index: number, by: 1 | -1): T[] {
  const next = [...rules];
  const [one] = next.splice(index, 1);
  if (one !== undefined) next.splice(index + by, 0, one);
  return next;
}

/** Keys that follow rules where they are moved. Rules have no ids, and two may have the same name: the second is the second of it. */
export function ruleKeys(rules: readonly Pick<Rule, "name">[]): string[] {
  const times = new Map<string, number>();
  return rules.map(({ name }) => {
    const time = (times.get(name) ?? 0) + 1;
    times.set(name, time);
    return `${time} ${name}`;
  });
}

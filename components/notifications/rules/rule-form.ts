import type { Pace, Severity } from "@/lib/notifications/kinds";
import type { Rule } from "@/lib/notifications/schema";
import { DIGEST_AT } from "./rule-words";

export const SEVERITIES: { value: Severity; label: string }[] = [
  { value: "error", label: "Errors" },
  { value: "warning", label: "Warnings" },
  { value: "info", label: "All else" },
];
export const PACES: { value: Pace; label: string }[] = [
  { value: "now", label: "At once, one by one" },
  { value: "grouped", label: "Together, what comes within minutes" },
  { value: "daily", label: "Once a day" },
  { value: "weekly", label: "Once a week" },
];
export const PLACES = [
  { value: "all", label: "All my channels" },
  { value: "chosen", label: "These channels" },
  { value: "none", label: "None: shown in Baton only" },
] as const;
type Place = (typeof PLACES)[number]["value"];

/** What the form of a rule begins with. */
export function valuesOf({ match, channel_ids, ...rule }: Rule) {
  return {
    name: rule.name,
    kinds: match.kinds ?? [],
    severities: match.severities ?? [],
    project_ids: match.project_ids ?? [],
    priorities: match.priorities ?? [],
    labels: match.labels ?? [],
    mine: match.mine ?? false,
    place: (channel_ids === null ? "all" : channel_ids.length === 0 ? "none" : "chosen") as Place,
    channel_ids: channel_ids ?? [],
    pace: rule.pace,
    group_minutes: String(rule.group_minutes),
    digest_at: rule.digest_at ?? DIGEST_AT,
    digest_weekday: String(rule.digest_weekday ?? 1),
    through_quiet: rule.through_quiet,
  };
}

export type RuleValues = ReturnType<typeof valuesOf>;

/** The rule that the form says. */
export function ruleFrom(values: RuleValues, enabled: boolean): Rule {
  const { kinds, severities, project_ids, priorities, labels, mine, place, pace } = values;
  const isDigest = pace === "daily" || pace === "weekly";
  return {
    name: values.name,
    enabled,
    match: {
      ...(kinds.length > 0 && { kinds }),
      ...(severities.length > 0 && { severities }),
      ...(project_ids.length > 0 && { project_ids }),
      ...(priorities.length > 0 && { priorities }),
      ...(labels.length > 0 && { labels }),
      ...(mine && { mine: true as const }),
    },
    channel_ids: place === "all" ? null : place === "none" ? [] : values.channel_ids,
    pace,
    group_minutes: pace === "grouped" ? Number(values.group_minutes) : 1,
    digest_at: isDigest ? values.digest_at : null,
    digest_weekday: pace === "weekly" ? Number(values.digest_weekday) : null,
    through_quiet: values.through_quiet,
  };
}

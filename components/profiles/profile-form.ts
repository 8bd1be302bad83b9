import { dollarsOf, typedDollars } from "@/components/money/money-field";
import type { ProfileWire } from "@/lib/profiles/shapes";

/** A profile while it is edited: what may be left open is text. */
export interface ProfileValues {
  name: string;
  /** The id of its project; `all` for every project. */
  project: string;
  description: string;
  role: string;
  runtime: ProfileWire["runtime"];
  model: string;
  max_turns: string;
  /** Minutes. */
  timeout: string;
  /** One a line; none for whatever the program allows by itself. */
  allowed_tools: string;
  /** Empty for that of the worker. */
  permission_mode: string;
  budget_usd: string;
  daily_budget_usd: string;
  workshop_tools: boolean;
  work_types: readonly string[];
  max_capacity: string;
}

export const ALL_PROJECTS = "all";
export const NO_MODE = "worker";

export const valuesOf = (profile: ProfileWire | null): ProfileValues => ({
  name: profile?.name ?? "",
  project: profile?.project_id ? String(profile.project_id) : ALL_PROJECTS,
  description: profile?.description ?? "",
  role: profile?.role ?? "",
  runtime: profile?.runtime ?? "worker",
  model: profile?.model ?? "",
  max_turns: textOf(profile?.max_turns),
  timeout: textOf(profile?.timeout_seconds && profile.timeout_seconds / 60),
  allowed_tools: profile?.allowed_tools?.join("\n") ?? "",
  permission_mode: profile?.permission_mode ?? NO_MODE,
  budget_usd: typedDollars(profile?.budget_usd ?? null),
  daily_budget_usd: typedDollars(profile?.daily_budget_usd ?? null),
  workshop_tools: profile?.workshop_tools ?? false,
  work_types: profile?.work_types ?? [],
  max_capacity: String(profile?.max_capacity ?? 1),
});

const textOf = (value: number | null | undefined): string =>
  value === null || value === undefined ? "" : String(value);

/** What the API takes of them. What is no number becomes one that the server refuses by name. */
export function settingsIn(values: ProfileValues) {
  const tools = values.allowed_tools
    .split("\n")
    .map((tool) => tool.trim())
    .filter((tool) => tool !== "");
  const minutes = numberIn(values.timeout);
  return {
    description: values.description.trim() || null,
    role: values.role.trim() || null,
    runtime: values.runtime,
    model: values.model.trim() || null,
    max_turns: numberIn(values.max_turns),
    timeout_seconds: minutes === null ? null : Math.round(minutes * 60),
    allowed_tools: tools.length === 0 ? null : tools,
    permission_mode: values.permission_mode === NO_MODE ? null : values.permission_mode,
    budget_usd: dollarsOf(values.budget_usd),
    daily_budget_usd: dollarsOf(values.daily_budget_usd),
    workshop_tools: values.workshop_tools,
    work_types: values.work_types,
    max_capacity: numberIn(values.max_capacity) ?? 0,
  };
}

/** Null for nothing, -1 for what is no number. */
function numberIn(text: string): number | null {
  if (text.trim() === "") return null;
  const number = Number(text.trim());
  return Number.isFinite(number) ? number : -1;
}

import { asFlag, asOneOf, orElse } from "@/components/sync/address/parsers";

export const TABS = [
  "projects",
  "runtimes",
  "models",
  "costs",
  "scheduler",
  "triggers",
  "webhooks",
  "answers",
  "keys",
  "users",
] as const;
export type Tab = (typeof TABS)[number];

export const TAB_LABEL: Record<Tab, string> = {
  projects: "Projects",
  runtimes: "Runtimes",
  models: "Models",
  costs: "Costs",
  scheduler: "Scheduler",
  triggers: "Triggers",
  webhooks: "Webhooks",
  answers: "Standing answers",
  keys: "API keys",
  users: "Users",
};

/** What the address says: the tab that is shown, and whether its form is open. */
export const SETTINGS = { tab: orElse(asOneOf(TABS), "projects"), create: orElse(asFlag, false) };

/** Back returns to the former tab. */
export const STEP = { history: "push" } as const;

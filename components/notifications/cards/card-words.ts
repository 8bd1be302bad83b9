import {
  AtSign,
  Bell,
  BellRing,
  Bot,
  CalendarClock,
  CircleAlert,
  CircleCheckBig,
  CircleDollarSign,
  CircleHelp,
  CirclePause,
  Cpu,
  DatabaseBackup,
  type LucideIcon,
  Radio,
  Route,
  Webhook,
  Zap,
} from "lucide-react";

interface KindWords {
  /** Of one card. */
  label: string;
  /** Of all of them, in a choice and in a sentence. */
  many: string;
  icon: LucideIcon;
}

const KINDS: Record<string, KindWords> = {
  failed: { label: "Failed", many: "failed work", icon: CircleAlert },
  blocked: { label: "Blocked", many: "blocked work", icon: CirclePause },
  verdict: { label: "Verdict", many: "verdicts to give", icon: CircleCheckBig },
  request: { label: "Question", many: "questions of agents", icon: CircleHelp },
  mention: { label: "Mention", many: "mentions", icon: AtSign },
  budget: { label: "Budget", many: "budgets", icon: CircleDollarSign },
  runtime: { label: "Runtime", many: "runtimes in trouble", icon: Cpu },
  schedule: { label: "Schedule", many: "schedules in trouble", icon: CalendarClock },
  trigger: { label: "Trigger", many: "triggers in trouble", icon: Zap },
  alert: { label: "Alert", many: "alerts", icon: BellRing },
  backup: { label: "Backup", many: "backups in trouble", icon: DatabaseBackup },
  webhook: { label: "Webhook", many: "webhooks in trouble", icon: Webhook },
  agent: { label: "Agent", many: "agents that are away", icon: Bot },
  triage: { label: "Triage", many: "work that nobody fits", icon: Route },
  channel: { label: "Channel", many: "channels of yours in trouble", icon: Radio },
};

/** How a kind of card is called and drawn; a kind that this page does not know yet goes by its name. */
export function kindWords(kind: string): KindWords {
  const label = kind.charAt(0).toUpperCase() + kind.slice(1);
  return KINDS[kind] ?? { label, many: kind, icon: Bell };
}

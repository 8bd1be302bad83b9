import {
  Bot,
  CircleDashed,
  CirclePause,
  CircleStop,
  type LucideIcon,
  SquareTerminal,
  UserCheck,
  Workflow,
} from "lucide-react";

/** What a stage does, as it is shown: sign, word and a sentence. */
export const STAGE_KINDS = {
  agent: { icon: Bot, label: "Agent", words: "An agent, a profile or whoever can does a prompt" },
  command: {
    icon: SquareTerminal,
    label: "Command",
    words: "A worker runs a command or script, without a model",
  },
  approval: { icon: UserCheck, label: "Approval", words: "Waits until a person says yes" },
  wait: { icon: CirclePause, label: "Wait", words: "For a time, an event or a task" },
  workflow: { icon: Workflow, label: "Workflow", words: "Runs another workflow" },
  end: { icon: CircleStop, label: "End", words: "Ends the run: it succeeded or failed" },
} as const satisfies Record<string, { icon: LucideIcon; label: string; words: string }>;

export type ShownKind = keyof typeof STAGE_KINDS;

export const SHOWN_KINDS = Object.keys(STAGE_KINDS) as ShownKind[];

/** The sign of a stage whose kind nobody has said. */
export const NoKindIcon = CircleDashed;

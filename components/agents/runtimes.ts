import type { AgentWire } from "@/lib/agents/wire";

export type Runtime = AgentWire["runtime"];

export const RUNTIME: Record<Runtime, { label: string; meaning: string }> = {
  pull: {
    label: "Pull",
    meaning: "Polls the queue itself, from wherever it runs. Baton never calls it.",
  },
  anthropic: { label: "Anthropic", meaning: "Baton sends it tasks over the Anthropic API." },
  openai: {
    label: "OpenAI",
    meaning: "Baton sends it tasks over the OpenAI API, or one that speaks like it.",
  },
  openclaw: { label: "OpenClaw", meaning: "Baton sends it tasks through your OpenClaw gateway." },
  worker: { label: "Worker", meaning: "A worker on one of your machines runs its command line." },
};

export const RUNTIME_NAMES = Object.keys(RUNTIME) as Runtime[];

import type { AgentWire } from "@/lib/agents/shapes";

export type Runtime = AgentWire["runtime"];

export const RUNTIME: Record<Runtime, { label: string; meaning: string; needs: string }> = {
  pull: {
    label: "Pull",
    meaning: "Polls the queue itself, from wherever it runs. Baton never calls it.",
    needs: "It needs an API key, from its Keys tab.",
  },
  anthropic: {
    label: "Anthropic",
    meaning: "Baton sends it tasks over the Anthropic API.",
    needs: "It needs the API key in Settings, Runtimes.",
  },
  openai: {
    label: "OpenAI",
    meaning: "Baton sends it tasks over the OpenAI API, or one that speaks like it.",
    needs: "It needs the address and key in Settings, Runtimes, and a model.",
  },
  openclaw: {
    label: "OpenClaw",
    meaning: "Baton sends it tasks through your OpenClaw gateway.",
    needs: "It needs the gateway in Settings, Runtimes, and an agent there.",
  },
  worker: {
    label: "Worker",
    meaning: "A worker on one of your machines runs its command line.",
    needs: "It needs a worker that is connected.",
  },
};

/** Whether Baton calls agents of this runtime itself, and so chooses models and tiers. */
export const isCalled = (runtime: Runtime): boolean =>
  runtime === "anthropic" || runtime === "openai" || runtime === "openclaw";

export const RUNTIME_NAMES = Object.keys(RUNTIME) as Runtime[];

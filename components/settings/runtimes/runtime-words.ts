import type { RuntimeWire } from "@/lib/runtimes/shapes";

type Name = RuntimeWire["name"];

export const RUNTIME_WORDS: Record<
  Name,
  {
    title: string;
    about: string;
    addressHint: string;
    keyLabel: string;
    variables: [string, string];
  }
> = {
  openclaw: {
    title: "OpenClaw",
    about: "Agents with tools, behind your gateway. A run goes on when Baton restarts.",
    addressHint: "The gateway's address, with ws:// or http://",
    keyLabel: "Gateway token",
    variables: ["OPENCLAW_GATEWAY_URL", "OPENCLAW_GATEWAY_TOKEN"],
  },
  anthropic: {
    title: "Anthropic",
    about: "The Messages API: text in, text out, no tools.",
    addressHint: "Anthropic's own, or a server that speaks its Messages API",
    keyLabel: "API key",
    variables: ["ANTHROPIC_BASE_URL", "ANTHROPIC_API_KEY"],
  },
  openai: {
    title: "OpenAI and compatible",
    about: "Chat completions: OpenAI, a router, or a model on your own machine.",
    addressHint: "With its version, as in http://127.0.0.1:11434/v1",
    keyLabel: "API key",
    variables: ["OPENAI_BASE_URL", "OPENAI_API_KEY"],
  },
};

export const MODES: Record<RuntimeWire["options"]["mode"], { label: string; meaning: string }> = {
  auto: {
    label: "Automatic",
    meaning: "The WebSocket, and HTTP when only that is open.",
  },
  websocket: {
    label: "WebSocket",
    meaning: "Sessions, tools, costs, and runs that survive Baton.",
  },
  http: { label: "HTTP only", meaning: "A token is enough; a run ends with its connection." },
};

export const MODE_NAMES = Object.keys(MODES) as (keyof typeof MODES)[];

/** The source of the effective address. */
export function addressSource(runtime: RuntimeWire): string {
  const [variable] = RUNTIME_WORDS[runtime.name].variables;
  switch (runtime.base_url_source) {
    case "setting":
      return "Set here.";
    case "environment":
      return `From ${variable}.`;
    case "default":
      return "The default.";
  }
}

/** The source of the effective key, and its last characters. */
export function keySource(runtime: RuntimeWire): string {
  const [, variable] = RUNTIME_WORDS[runtime.name].variables;
  if (!runtime.api_key_set) return `Not set here, and neither is ${variable}.`;
  const hint =
    runtime.api_key_hint && runtime.api_key_hint.length > 1
      ? ` It ends in ${runtime.api_key_hint.slice(1)}.`
      : "";
  return runtime.api_key_source === "environment"
    ? `From ${variable}.${hint}`
    : `Kept sealed; it is never shown again.${hint}`;
}

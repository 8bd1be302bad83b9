import type { ProfileWire } from "@/lib/profiles/shapes";

export const RUNTIMES: readonly { value: ProfileWire["runtime"]; label: string }[] = [
  { value: "worker", label: "A worker on your machines" },
  { value: "pull", label: "Whatever polls" },
  { value: "anthropic", label: "Anthropic" },
  { value: "openai", label: "OpenAI" },
  { value: "openclaw", label: "OpenClaw" },
];

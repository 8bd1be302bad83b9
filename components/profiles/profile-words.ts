import type { ProfileWire } from "@/lib/profiles/shapes";

export const RUNTIMES: readonly { value: ProfileWire["runtime"]; label: string }[] = [
  { value: "pull", label: "A worker, or whatever polls" },
  { value: "anthropic", label: "Anthropic" },
  { value: "openai", label: "OpenAI" },
  { value: "openclaw", label: "OpenClaw" },
];

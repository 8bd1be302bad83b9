import type { Runtime as RuntimeName } from "@/prisma/generated/enums";
import { anthropic } from "./anthropic";
import { openai } from "./openai";
import type { Runtime } from "./runtime";

/** The runtime that Baton calls itself for an agent of this kind; null for agents that poll or connect by themselves. */
export function runtimeNamed(name: RuntimeName): Runtime | null {
  switch (name) {
    case "anthropic":
      return anthropic;
    case "openai":
      return openai;
    case "pull":
    case "worker":
    case "openclaw":
      return null;
  }
}

/**
 * The runtime of an installation: the first one that has what it needs. A reviewer that was registered without naming one
 * (as existing clients do) is called through it.
 */
export function configuredRuntime(): Runtime | null {
  return [anthropic, openai].find((runtime) => runtime.configured().ok) ?? null;
}

import { developer } from "./developer";
import { orchestrator } from "./orchestrator";
import { researcher } from "./researcher";
import { reviewer } from "./reviewer";
import { tester } from "./tester";
import { writer } from "./writer";

/** A SOUL to start from: markdown with `{{AGENT_NAME}}`, `{{AGENT_ROLE}}` and `{{TIMESTAMP}}` to be filled in. */
export interface SoulTemplate {
  name: string;
  description: string;
  content: string;
}

/** The templates Baton ships. */
export const SOULS: readonly SoulTemplate[] = [
  developer,
  orchestrator,
  researcher,
  reviewer,
  tester,
  writer,
];

export const SOUL_NAMES: readonly string[] = SOULS.map((soul) => soul.name);

/** What existing clients call a template when they make an agent, where Baton has one for the same job. */
const ALSO_KNOWN_AS: Record<string, string> = {
  "specialist-dev": "developer",
  "content-creator": "writer",
  "security-auditor": "reviewer",
};

export function findSoul(name: string): SoulTemplate | undefined {
  const wanted = Object.hasOwn(ALSO_KNOWN_AS, name) ? ALSO_KNOWN_AS[name] : name;
  return SOULS.find((soul) => soul.name === wanted);
}

/** A template made out to one agent. */
export function renderSoul(
  soul: SoulTemplate,
  agent: { name: string; role: string; now: Date },
): string {
  const values: Record<string, string> = {
    AGENT_NAME: agent.name,
    AGENT_ROLE: agent.role,
    TIMESTAMP: agent.now.toISOString(),
  };
  return soul.content.replace(
    /\{\{(AGENT_NAME|AGENT_ROLE|TIMESTAMP)\}\}/g,
    (_, key: string) => values[key] as string,
  );
}

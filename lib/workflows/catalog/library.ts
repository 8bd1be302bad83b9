import { readFileSync } from "node:fs";
import { join } from "node:path";
import { config } from "@/lib/core/config";
import { DomainError } from "@/lib/core/errors";
import { nearestOf } from "../definition/nearest";
import { parseSource } from "../definition/parse";
import type { Input } from "../definition/schema";

/** The workflows that Baton ships, in the order in which they are shown. Each is a file of lib/workflows/library. */
const TITLES = {
  feature: "Feature",
  "bug-fix": "Bug fix",
  "research-report": "Research report",
  release: "Release",
  incident: "Incident",
  "dependency-update": "Dependency update",
} as const;
export const TEMPLATE_NAMES = Object.keys(TITLES) as (keyof typeof TITLES)[];

export interface WorkflowTemplate {
  name: string;
  title: string;
  description: string;
  inputs: Record<string, Input>;
  stages: number;
  source: string;
}

let read: WorkflowTemplate[] | null = null;

/** The shipped workflows. They are read once, and never change while the server runs. */
export function templates(): WorkflowTemplate[] {
  read ??= TEMPLATE_NAMES.map((name) => {
    const source = readFileSync(
      join(config.programDir, "lib/workflows/library", `${name}.yaml`),
      "utf8",
    );
    const { definition } = parseSource(source, "yaml");
    if (!definition) throw new Error(`the template ${name} is not valid`);
    return {
      name,
      title: TITLES[name],
      description: definition.description ?? "",
      inputs: definition.inputs,
      stages: definition.stages.length,
      source,
    };
  });
  return read;
}

/** The shipped workflow of this name. Fails with `not_found`, naming those that there are. */
export function templateNamed(name: string): WorkflowTemplate {
  const found = templates().find((template) => template.name === name);
  if (found) return found;
  throw new DomainError("not_found", `Unknown template ${JSON.stringify(name)}`, {
    fix: nearestOf(name, TEMPLATE_NAMES, "template"),
  });
}

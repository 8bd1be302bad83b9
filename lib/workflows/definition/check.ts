import { schemaProblems } from "@/lib/core/json-schema/schema-problems";
import { checkExpressions } from "./check-expressions";
import { checkStage } from "./check-stage";
import { byName, graphOf, reachable } from "./graph";
import { inputRule } from "./inputs";
import { nearestOf } from "./nearest";
import { MAX_PROBLEMS, problemAt } from "./parse";
import { type Definition, type Problem, stageKind } from "./schema";
import type { Positions } from "./source";

/** What is known of what a definition names. */
export interface Known {
  /** The name of the workflow that is checked. */
  name?: string;
  /** Whether there is one of this name, and which workflows it nests itself; undefined where nothing is known. */
  nestedIn?: (name: string) => readonly string[] | null;
  /** Whether somebody of this name could answer an approval. */
  isSomebody?: (name: string) => boolean;
}

export interface CheckedDefinition {
  problems: Problem[];
  /** What may be meant so. */
  warnings: Problem[];
}

/** Where and what of a problem; the checks collect these. Looking for the nearest name takes long: it is left to the problems that are kept. */
export type Say = (path: string, message: string, fix: string | (() => string)) => void;

/** Everything that is wrong with a definition whose structure is right, at most 50 problems; a run of one without problems can start. */
export function checkDefinition(
  definition: Definition,
  positions: Positions,
  known: Known = {},
): CheckedDefinition {
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  const say: Say = (path, message, fix) => {
    if (problems.length < MAX_PROBLEMS)
      problems.push(problemAt(positions, path, message, typeof fix === "string" ? fix : fix()));
  };
  const warn: Say = (path, message, fix) => {
    if (warnings.length < MAX_PROBLEMS)
      warnings.push(problemAt(positions, path, message, typeof fix === "string" ? fix : fix()));
  };
  checkInputsOf(definition, say);
  checkNames(definition, say);
  const graph = graphOf(definition);
  const nodes = byName(graph);
  checkFrom(definition, say);
  for (const circle of graph.circles) {
    const first = definition.stages.findIndex(({ name }) => name === circle[0]);
    say(
      `stages[${first}].from`,
      `${shortened([...circle, circle[0] as string]).join(" → ")} is a circle: none of them could ever begin`,
      `take ${circle.at(-1)} out of the from of ${circle[0]}`,
    );
  }
  const upstream = new Map(
    definition.stages.map(({ name }) => [name, reachable(nodes, name, "up")]),
  );
  for (const [index, stage] of definition.stages.entries()) {
    const at = `stages[${index}]`;
    checkStage(stage, { at, say, definition, upstream: upstream.get(stage.name) ?? new Set() });
    if (stage.output) {
      for (const { path, rule } of schemaProblems(stage.output)) {
        say(
          path === "" ? `${at}.output` : `${at}.output.${path}`,
          `the schema ${rule}`,
          "write JSON Schema (docs/workflows.md#output)",
        );
      }
    }
    if (stage.workflow !== undefined)
      checkNested(stage.workflow, `${at}.workflow`, known, say, warn);
    for (const [place, name] of (stage.approval?.people ?? []).entries()) {
      if (known.isSomebody?.(name) === false)
        warn(
          `${at}.approval.people[${place}]`,
          `nobody is called ${name}`,
          "write usernames, or leave people out: then every operator may answer",
        );
    }
  }
  checkExpressions(definition, upstream, say);
  return { problems, warnings };
}

const shortened = (names: string[]): string[] =>
  names.length <= 12 ? names : [...names.slice(0, 6), "…", ...names.slice(-5)];

function checkInputsOf({ inputs }: Definition, say: Say): void {
  for (const [name, input] of Object.entries(inputs)) {
    const at = `inputs.${name}`;
    for (const [index, value] of (input.enum ?? []).entries()) {
      const rule = inputRule({ type: input.type, required: false }, value);
      if (rule)
        say(
          `${at}.enum[${index}]`,
          `each value of ${name} ${rule}`,
          `write values of the type ${input.type}`,
        );
    }
    const rule = "default" in input ? inputRule(input, input.default) : null;
    if (rule)
      say(`${at}.default`, `the default of ${name} ${rule}`, "change the default, or the rule");
  }
}

function checkNames({ stages }: Definition, say: Say): void {
  const seen = new Map<string, string>();
  for (const [index, { name }] of stages.entries()) {
    const first = seen.get(name.toLowerCase());
    if (first !== undefined)
      say(
        `stages[${index}].name`,
        `there is a stage ${first} already`,
        "give each stage a name of its own",
      );
    else seen.set(name.toLowerCase(), name);
  }
}

/** Every stage, file and input that stages are made of. */
function checkFrom(definition: Definition, say: Say): void {
  const names = definition.stages.map(({ name }) => name);
  const known = new Set(names);
  const ends = new Set(
    definition.stages.filter((stage) => stageKind(stage) === "end").map(({ name }) => name),
  );
  for (const [index, stage] of definition.stages.entries()) {
    const at = `stages[${index}]`;
    const others = names.filter((name) => name !== stage.name);
    const named = (name: string, path: string) => {
      if (!known.has(name))
        say(path, `there is no stage ${name}`, () => nearestOf(name, others, "other stage"));
      else if (ends.has(name))
        say(path, `nothing comes after ${name}, which ends the run`, "take another stage");
    };
    for (const [place, item] of stage.from.entries()) {
      const path = `${at}.from[${place}]`;
      if ("stage" in item) named(item.stage, path);
      else if ("input" in item) {
        const inputs = Object.keys(definition.inputs);
        if (!inputs.includes(item.input))
          say(path, `there is no input ${item.input}`, () =>
            nearestOf(item.input, inputs, "input: add it under inputs"),
          );
      } else if (!isInside(item.file)) {
        say(
          path,
          `${item.file} is outside of the folder that files are read from`,
          "write a path without .. that does not begin with /",
        );
      }
    }
    if (stage.foreach && "stage" in stage.foreach) named(stage.foreach.stage, `${at}.foreach`);
    if (stage.context) named(stage.context.resume, `${at}.context.resume`);
    if (stage.approval?.rework) named(stage.approval.rework, `${at}.approval.rework`);
  }
}

/** Whether a path stays in its folder, on every system. */
const isInside = (path: string): boolean =>
  !/^([/\\~]|[a-z]:)/i.test(path) && !path.split(/[/\\]/).includes("..") && !/\p{Cc}/u.test(path);

function checkNested(
  nested: string,
  path: string,
  { name, nestedIn }: Known,
  say: Say,
  warn: Say,
): void {
  const own = name?.toLowerCase();
  if (own !== undefined && nested.toLowerCase() === own) {
    say(path, `${nested} would start itself without end`, "use a loop in place of it");
    return;
  }
  if (!nestedIn) return;
  if (nestedIn(nested) === null) {
    warn(path, `there is no workflow ${nested} yet`, "define it before this one runs");
    return;
  }
  const seen = new Set<string>();
  const queue = [nested];
  for (const each of queue) {
    for (const next of nestedIn(each) ?? []) {
      if (next.toLowerCase() === own) {
        say(
          path,
          `${nested} leads back to ${name} by way of ${each}`,
          "take one of these stages out",
        );
        return;
      }
      if (!seen.has(next.toLowerCase())) queue.push(next);
      seen.add(next.toLowerCase());
    }
  }
}

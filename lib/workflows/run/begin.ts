import type { TaskCommand } from "@/lib/tasks/command";
import { lineOf, plainOf } from "@/lib/triggers/quote";
import { type Stage, stageKind } from "@/lib/workflows/definition/schema";
import { onlyExpression } from "@/lib/workflows/definition/template";
import { waiting } from "./begin-wait";
import {
  expressionsIn,
  fillCommand,
  fillLine,
  fillPrompt,
  fillText,
  type Given,
  MAX_DESCRIPTION,
  MAX_ITEM_DESCRIPTION,
  withMaterial,
} from "./material";
import type { Move } from "./move";
import { type StageResult, stagesIn } from "./results";
import { resumedBy } from "./resumed";
import type { Answer, StageKey } from "./rules";
import type { RunWorld } from "./world";

/** What a stage's task becomes when the stage begins. */
export interface Beginning {
  move: Omit<Move, "id">;
  /** When its timeout, or the time that it waits for, is over: in so many milliseconds, or at a time. */
  dueInMs: number | null;
  dueAt: Date | null;
  /** What people are asked. */
  gate: {
    title: string;
    body: string;
    options: { id: string; label: string }[];
    people: string[];
  } | null;
  /** The workflow that it runs. */
  nested: { workflow: string; inputs: Record<string, unknown> } | null;
  /** What it waits for besides a time. */
  wait: { event: string; where: string | null } | { task: string } | null;
}

/** What an item or iteration knows besides its stage. */
export interface ItemOf {
  index: number;
  /** How many there are. */
  of: number;
  value: unknown;
}

interface Telling {
  item: ItemOf | null;
  /** Why it begins again: what a person said, or why the last attempt failed. */
  feedback: string | null;
  attempt: number;
}

/** How a stage begins, or why it cannot. Asks the world for results, so it may throw what `ask` catches. */
export function beginning(world: RunWorld, key: StageKey, telling: Telling): Answer<Beginning> {
  const stage = world.compiled.stage(key.name);
  const own = variablesOf(world, stage, key, telling.item);
  const evaluate = (expression: string) => world.evaluate(expression, own);
  const title = fillLine(titleOf(stage), evaluate, 400);
  if ("error" in title) return title;
  const shown = telling.item ? itemTitle(title.value, telling.item) : title.value;
  const max = telling.item ? MAX_ITEM_DESCRIPTION : MAX_DESCRIPTION;
  const text = fillPrompt(
    stage.prompt ?? stage.approval?.body ?? stage.description ?? "",
    evaluate,
    max / 3,
  );
  if ("error" in text) return text;
  const description = withMaterial(text.value, materialOf(world, stage, key, telling), max);
  const base: Beginning = {
    move: { status: "rest", title: shown, description },
    dueInMs: world.compiled.timeoutMs(key.name),
    dueAt: null,
    gate: null,
    nested: null,
    wait: null,
  };
  switch (stageKind(stage)) {
    case "agent":
      return withAgent(world, stage, key.item, evaluate, base);
    case "command":
      return withCommand(world, stage, key.item, evaluate, base);
    case "approval":
      return asking(stage, base);
    case "wait":
      return waiting(stage, evaluate, base);
    case "workflow":
      return nesting(stage, evaluate, base);
    case "end":
      return { value: base };
  }
}

/** The title that a stage's task has from the start, placeholders and all. */
export const titleOf = (stage: Stage): string => stage.title ?? stage.approval?.title ?? stage.name;

export const itemTitle = (title: string, { index, of, value }: ItemOf): string => {
  const what = value === null || value === undefined ? "" : `: ${lineOf(value as never, 80)}`;
  return `${title} ${index + 1}/${of}${what}`;
};

function variablesOf(
  world: RunWorld,
  stage: Stage,
  key: StageKey,
  item: ItemOf | null,
): Record<string, unknown> {
  if (item === null) return {};
  if (stage.foreach) return { item: item.value ?? null, index: item.index };
  const last = item.index === 0 ? null : world.result({ name: key.name, item: item.index - 1 });
  return { iteration: item.index + 1, index: item.index, item: last?.text ?? "" };
}

function materialOf(
  world: RunWorld,
  stage: Stage,
  key: StageKey,
  { item, feedback, attempt }: Telling,
): Given[] {
  const given: Given[] = [];
  if (feedback !== null)
    given.push({
      label: attempt > 1 ? `Why attempt ${attempt} is needed` : "Feedback",
      text: feedback,
      source: null,
    });
  if (item && stage.foreach)
    given.push({
      label: `Item ${item.index + 1} of ${item.of}`,
      text: plainOf((item.value ?? "") as never),
      source: null,
    });
  if (item && stage.loop && item.index > 0)
    given.push(
      givenOf(
        world.result({ name: key.name, item: item.index - 1 }),
        `Result of iteration ${item.index}`,
      ),
    );
  const stages = stage.from.flatMap((each) => ("stage" in each ? [each.stage] : []));
  if (stage.context && !stages.includes(stage.context.resume)) stages.push(stage.context.resume);
  if (stage.foreach && "stage" in stage.foreach && item === null) stages.push(stage.foreach.stage);
  for (const name of new Set(stages)) given.push(givenOf(world.result({ name, item: null })));
  for (const each of stage.from) {
    if ("file" in each)
      given.push({
        label: `File ${each.file}`,
        text: world.file(each.file),
        source: null,
      });
    if ("input" in each)
      given.push({
        label: `Input ${each.input}`,
        text: plainOf((world.run.inputs[each.input] ?? "") as never),
        source: null,
      });
  }
  return given;
}

function givenOf(result: StageResult, label?: string): Given {
  const { name, state, ticket_ref: ref, agent, choice } = result;
  const who = [ref, agent && `by ${agent}`].filter(Boolean).join(", ");
  const heading = label ?? (state === "failed" ? `${name} failed` : `Result of ${name}`);
  const text = result.text ?? (choice || (state === "succeeded" ? "" : `It was ${state}.`));
  return {
    label: who === "" ? heading : `${heading} (${who})`,
    text,
    source: ref === null ? null : `GET /api/tasks/${ref}`,
  };
}

type Evaluate = (expression: string) => Answer<unknown>;

function withAgent(
  world: RunWorld,
  stage: Stage,
  item: number | null,
  evaluate: Evaluate,
  base: Beginning,
): Answer<Beginning> {
  const agent = agentOf(world, stage, item, evaluate);
  if ("error" in agent) return agent;
  return { value: { ...base, move: { ...base.move, kind: "work", assignedTo: agent.value } } };
}

/** Who works on the stage; null for whoever takes it. An agent that only a result names is known when the stage begins. */
function agentOf(
  world: RunWorld,
  stage: Stage,
  item: number | null,
  evaluate: Evaluate,
): Answer<string | null> {
  const { run } = world;
  const resumed = resumedBy(stage, item);
  const last = resumed && world.result(resumed).agent;
  // Who had the session goes on in it.
  if (last) return { value: last };
  const resolved = run.config.agents[stage.name];
  if (resolved !== undefined) return { value: resolved };
  if (stage.agent === undefined)
    return { value: stage.capability === undefined ? run.config.agent : null };
  const name = fillLine(stage.agent, evaluate, 100);
  if ("error" in name) return { error: `agent: ${name.error}` };
  return name.value === "" ? { error: "agent: is empty" } : { value: name.value };
}

function withCommand(
  world: RunWorld,
  stage: Stage,
  item: number | null,
  evaluate: Evaluate,
  base: Beginning,
): Answer<Beginning> {
  const agent = agentOf(world, stage, item, evaluate);
  if ("error" in agent) return agent;
  const filled = fillCommand(stage.command ?? stage.script ?? "", evaluate);
  if ("error" in filled) return filled;
  const { text, env } = filled.value;
  const timeoutMs = base.dueInMs;
  const common = {
    ...(Object.keys(env).length > 0 ? { env } : {}),
    ...(timeoutMs === null
      ? {}
      : { timeout_seconds: Math.min(86_400, Math.ceil(timeoutMs / 1_000)) }),
  };
  const command: TaskCommand =
    stage.command === undefined ? { script: text, ...common } : { run: text, ...common };
  return {
    value: { ...base, move: { ...base.move, kind: "work", assignedTo: agent.value, command } },
  };
}

function asking(stage: Stage, base: Beginning): Answer<Beginning> {
  const { choices = [], people = [] } = stage.approval ?? {};
  const options = choices.length > 0 ? choices : APPROVE_OR_REJECT;
  const gate = {
    title: base.move.title ?? stage.name,
    body: base.move.description ?? "",
    options,
    people,
  };
  return { value: { ...base, move: { ...base.move, kind: "approval", assignedTo: null }, gate } };
}

const APPROVE_OR_REJECT = [
  { id: "approve", label: "Approve" },
  { id: "reject", label: "Reject" },
];

function nesting(stage: Stage, evaluate: Evaluate, base: Beginning): Answer<Beginning> {
  const inputs: Record<string, unknown> = {};
  for (const [name, given] of Object.entries(stage.inputs ?? {})) {
    if (typeof given !== "string" || expressionsIn(given).length === 0) {
      inputs[name] = given;
      continue;
    }
    const only = onlyExpression(given);
    const answer = only === null ? fillText(given, evaluate) : evaluate(only);
    if ("error" in answer) return { error: `inputs.${name}: ${answer.error}` };
    inputs[name] = answer.value;
  }
  return { value: { ...base, nested: { workflow: stage.workflow ?? "", inputs } } };
}

/** The stages whose results the beginning of a stage reads, so that they can be read together. */
export function resultsNeeded(world: RunWorld, name: string): string[] {
  const stage = world.compiled.stage(name);
  const texts = [
    stage.prompt,
    stage.title,
    stage.approval?.body,
    stage.approval?.title,
    stage.agent,
    stage.command,
    stage.script,
  ];
  const named = stagesIn(
    ...texts.filter((text) => text !== undefined).flatMap(expressionsIn),
    stage.when ?? "",
  );
  const { plan } = world.compiled;
  return [...new Set([...plan.stage(name).inputs, ...named])].filter((each) => plan.has(each));
}

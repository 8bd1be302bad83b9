import { EVENT_TYPES } from "@/lib/events/types";
import type { Say } from "./check";
import { inputsOf } from "./graph";
import { nearestOf } from "./nearest";
import { type Definition, type Stage, type StageKind, stageKind } from "./schema";

interface Place {
  at: string;
  say: Say;
  definition: Definition;
  /** The stages that come before it. */
  upstream: ReadonlySet<string>;
}

const KINDS = ["command", "script", "approval", "wait", "workflow", "end"] as const;
const WORKERS = ["agent", "profile", "capability"] as const;

/** The fields that only some kinds of stages have. */
const ONLY_FOR: readonly [keyof Stage, readonly StageKind[]][] = [
  ["prompt", ["agent"]],
  ["profile", ["agent"]],
  ["capability", ["agent"]],
  ["agent", ["agent", "command"]],
  ["inputs", ["workflow"]],
  ["checks", ["agent", "command"]],
  ["limits", ["agent", "command"]],
  ["review", ["agent", "command"]],
  ["type", ["agent", "command"]],
  ["context", ["agent"]],
  ["output", ["agent", "command"]],
  ["foreach", ["agent", "command", "workflow"]],
  ["loop", ["agent", "command", "workflow"]],
  ["retry", ["agent", "command", "workflow"]],
];

/** The fields that a stage of this kind cannot have. */
export const fieldsNotFor = (kind: StageKind): readonly string[] =>
  ONLY_FOR.filter(([, kinds]) => !kinds.includes(kind)).map(([field]) => field);

/** The rules of one stage: its kind, what goes with it, and what comes before it. */
export function checkStage(stage: Stage, place: Place): void {
  const { at, say } = place;
  const given = KINDS.filter((kind) => stage[kind] !== undefined);
  if (given.length > 1) {
    say(
      `${at}.${given[1]}`,
      `${stage.name} is ${given.join(" and ")} at once`,
      "make a stage of each",
    );
    return;
  }
  const kind = stageKind(stage);
  const workers = WORKERS.filter((name) => stage[name] !== undefined);
  if (workers.length > 1)
    say(
      `${at}.${workers[1]}`,
      `${stage.name} names ${workers.join(" and ")}`,
      "name one of agent, profile and capability",
    );
  if (kind === "agent" && stage.prompt === undefined) {
    say(
      at,
      `${stage.name} does not say what is to be done`,
      "write its prompt, or one of command, script, approval, wait, workflow and end",
    );
  }
  for (const [field, kinds] of ONLY_FOR) {
    if (stage[field] === undefined || kinds.includes(kind)) continue;
    say(
      `${at}.${field}`,
      `${field} is not for a stage with ${given[0] ?? kind}`,
      `take ${field} out, or make it a stage of its own`,
    );
  }
  if (inputsOf(stage).length === 0 && (kind === "approval" || kind === "end")) {
    say(
      at,
      `${stage.name} comes first, with nothing before it to ${kind === "approval" ? "approve" : "end"}`,
      "name the stages that come before it in from",
    );
  }
  checkLists(stage, kind, place);
  if (stage.wait) checkWait(stage.wait, place);
  checkResumed(stage, place);
  const rework = stage.approval?.rework;
  if (
    rework !== undefined &&
    rework !== stage.name &&
    place.definition.stages.some(({ name }) => name === rework) &&
    !place.upstream.has(rework)
  ) {
    say(`${at}.approval.rework`, `${rework} does not come before ${stage.name}`, () =>
      nearestOf(rework, [...place.upstream], "stage before it"),
    );
  }
  if (stage.approval && stage.on_failure === "continue")
    say(
      `${at}.on_failure`,
      `${stage.name} is an approval, and what follows one does not begin after a rejection`,
      `take it out; a stage with join: settled sees ${stage.name} failed`,
    );
  const ids = (stage.approval?.choices ?? []).map(({ id }) => id.toLowerCase());
  const twice = ids.findIndex((id, index) => ids.indexOf(id) !== index);
  if (twice !== -1)
    say(
      `${at}.approval.choices[${twice}]`,
      `there is a choice ${ids[twice]} already`,
      "give each choice an id of its own",
    );
}

/** A session belongs to the agent that had it, and there has to be one of them. */
function checkResumed(stage: Stage, { at, say, definition }: Place): void {
  const name = stage.context?.resume;
  const resumed = definition.stages.find((each) => each.name === name);
  if (!resumed || resumed === stage) return;
  const path = `${at}.context.resume`;
  if (stageKind(resumed) !== "agent") {
    say(path, `${resumed.name} has no session to go on with`, "resume a stage with a prompt");
    return;
  }
  if (resumed.foreach || resumed.loop) {
    say(
      path,
      `${resumed.name} has a session for each of its ${resumed.foreach ? "items" : "iterations"}`,
      `resume a stage without foreach and loop; what ${resumed.name} gave comes with from`,
    );
    return;
  }
  const { defaults } = definition;
  const isOwn = WORKERS.some((worker) => resumed[worker] !== undefined);
  const before = isOwn ? resumed : defaults;
  for (const worker of ["agent", "profile"] as const) {
    if (stage[worker] === undefined || stage[worker] === before[worker]) continue;
    const whose = before.agent ?? before.profile ?? "whoever takes it";
    say(
      `${at}.${worker}`,
      `${stage[worker]} cannot go on in the session of ${resumed.name}, which is that of ${whose}`,
      `take ${worker} out: who did ${resumed.name} goes on`,
    );
  }
}

function checkLists(stage: Stage, kind: StageKind, { at, say, definition }: Place): void {
  if (stage.foreach && stage.loop)
    say(`${at}.loop`, `${stage.name} has foreach and loop`, "make a stage of each");
  if (stage.concurrency !== undefined && !stage.foreach) {
    say(
      `${at}.concurrency`,
      "concurrency is for stages with foreach",
      "add foreach, or take it out",
    );
  }
  if (kind === "agent" && stage.foreach && stage.context)
    say(`${at}.context`, "items cannot share one session", "take context out");
  const list = stage.foreach && "stage" in stage.foreach ? stage.foreach.stage : null;
  const source = list === null ? undefined : definition.stages.find(({ name }) => name === list);
  if (!source) return;
  // Items and iterations give a list by themselves, and so does a nested workflow as far as anybody knows.
  if (source.foreach || source.loop || stageKind(source) === "workflow") return;
  const type = source.output?.type;
  if (source.output === undefined) {
    say(
      `${at}.foreach`,
      `${source.name} gives a text and not a list`,
      `give ${source.name} an output schema: output: {type: array, items: …}`,
    );
  } else if (type !== undefined && !(Array.isArray(type) ? type : [type]).includes("array")) {
    say(
      `${at}.foreach`,
      `the output of ${source.name} is of the type ${String(type)} and not a list`,
      fixForObject(source),
    );
  }
}

/** A list within an object is named by its path. */
function fixForObject(source: Stage): string {
  const properties = source.output?.properties;
  const lists =
    typeof properties === "object" && properties !== null ? Object.entries(properties) : [];
  const list = lists.find(
    ([, schema]) => (schema as { type?: unknown } | null)?.type === "array",
  )?.[0];
  const path = /^[a-z_]\w*$/i.test(source.name)
    ? `stages.${source.name}`
    : `stages["${source.name}"]`;
  return list === undefined
    ? `let the output of ${source.name} be an array`
    : `write foreach: ${path}.output.${list}`;
}

function checkWait(wait: NonNullable<Stage["wait"]>, { at, say }: Place): void {
  if ("event" in wait && !EVENT_TYPES.some((type) => type === wait.event)) {
    say(`${at}.wait.event`, `there is no event ${wait.event}`, () =>
      nearestOf(wait.event, EVENT_TYPES, "event"),
    );
  }
}

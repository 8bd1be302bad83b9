import type { Say } from "./check";
import { type ParsedExpression, parseExpression } from "./expressions";
import { nearestOf } from "./nearest";
import type { Reference, Variable } from "./references";
import type { Definition, Stage } from "./schema";
import { piecesOf } from "./template";

/** What an expression may use where it stands, and what it has to give. */
interface Scope {
  /** The stages that have settled by then. */
  stages: ReadonlySet<string>;
  variables: readonly Variable[];
  gives?: "bool" | "list";
}

const STAGE_FIELDS = ["status", "state", "result", "output", "choice"];
const TASK_REF = /^(\d{1,9}|[a-z][a-z0-9_]*(-[a-z0-9_]+)*-\d{1,10})$/i;
const TIME = /^\d{4}-\d\d-\d\d/;

/** Checks every expression of a definition: its syntax, the names that it uses, and what it gives. */
export function checkExpressions(
  definition: Definition,
  upstream: ReadonlyMap<string, ReadonlySet<string>>,
  say: Say,
): void {
  const checks = new Expressions(definition, say);
  for (const [index, stage] of definition.stages.entries()) {
    checks.stage(stage, `stages[${index}]`, upstream.get(stage.name) ?? new Set());
  }
  const all = new Set(definition.stages.map(({ name }) => name));
  for (const [name, text] of Object.entries(definition.outputs)) {
    checks.expression(text, `outputs.${name}`, {
      stages: all,
      variables: ["inputs", "stages", "run"],
    });
  }
  const first: Scope = { stages: new Set(), variables: ["inputs", "run"] };
  for (const field of ["agent", "profile"] as const)
    checks.template(definition.defaults[field], `defaults.${field}`, first);
}

class Expressions {
  private readonly definition: Definition;
  private readonly say: Say;

  constructor(definition: Definition, say: Say) {
    this.definition = definition;
    this.say = say;
  }

  stage(stage: Stage, at: string, upstream: ReadonlySet<string>): void {
    const before: Scope = { stages: upstream, variables: ["inputs", "stages", "run"] };
    const own: Variable[] = [
      ...before.variables,
      ...(stage.foreach ? (["item", "index"] as const) : []),
      ...(stage.loop ? (["iteration"] as const) : []),
    ];
    // A later iteration sees what the one before it gave.
    const within: Scope = {
      stages: stage.loop ? new Set([...upstream, stage.name]) : upstream,
      variables: own,
    };
    if (stage.when !== undefined)
      this.expression(stage.when, `${at}.when`, { ...before, gives: "bool" });
    if (stage.foreach && "list" in stage.foreach)
      this.expression(stage.foreach.list, `${at}.foreach`, { ...before, gives: "list" });
    if (stage.loop)
      this.expression(stage.loop.until, `${at}.loop.until`, { ...within, gives: "bool" });
    for (const field of [
      "prompt",
      "title",
      "description",
      "command",
      "script",
      "agent",
      "profile",
    ] as const) {
      this.template(stage[field], `${at}.${field}`, within);
    }
    this.template(stage.approval?.title, `${at}.approval.title`, before);
    this.template(stage.approval?.body, `${at}.approval.body`, before);
    this.template(stage.end?.message, `${at}.end.message`, before);
    for (const [name, value] of Object.entries(stage.inputs ?? {})) {
      if (typeof value === "string") this.template(value, `${at}.inputs.${name}`, within);
    }
    if (stage.wait) this.wait(stage.wait, `${at}.wait`, before);
  }

  private wait(wait: NonNullable<Stage["wait"]>, at: string, scope: Scope): void {
    if ("until" in wait) {
      if (!TIME.test(wait.until)) this.expression(wait.until, `${at}.until`, scope);
      else if (Number.isNaN(Date.parse(wait.until)) || !/T.*(Z|[+-]\d\d:?\d\d)$/.test(wait.until)) {
        this.say(`${at}.until`, `${wait.until} is not a time`, "write it as 2026-12-01T09:00:00Z");
      }
    } else if ("task" in wait) {
      const text = String(wait.task);
      if (!TASK_REF.test(text)) this.expression(text, `${at}.task`, scope);
    } else if ("event" in wait && wait.where !== undefined) {
      this.expression(wait.where, `${at}.where`, {
        ...scope,
        variables: [...scope.variables, "event"],
        gives: "bool",
      });
    }
  }

  template(text: string | undefined, path: string, scope: Scope): void {
    if (text === undefined) return;
    const { pieces, open } = piecesOf(text);
    if (open !== null)
      this.say(
        path,
        `a {{ is never closed, at character ${open + 1}`,
        "close it with }}, or write \\{{ for the braces themselves",
      );
    for (const piece of pieces) {
      if ("expression" in piece) this.expression(piece.expression, path, scope, piece.start);
    }
  }

  expression(text: string, path: string, scope: Scope, offset = 0): void {
    const parsed = parseExpression(text);
    if (!parsed.ok) {
      this.say(path, `${parsed.message}, at character ${offset + parsed.offset + 1}`, parsed.fix);
      return;
    }
    for (const reference of parsed.references) this.reference(reference, path, scope, offset);
    this.gives(parsed, path, scope);
  }

  private gives(
    { type, only }: Extract<ParsedExpression, { ok: true }>,
    path: string,
    { gives }: Scope,
  ): void {
    if (gives === undefined) return;
    const known = type === "dyn" && only ? this.typeOf(only) : type;
    if (gives === "bool" && !["bool", "dyn", "boolean"].includes(known)) {
      this.say(
        path,
        `this gives ${known} and not true or false`,
        "compare it with something: inputs.count > 3",
      );
    }
    if (gives === "list" && known !== "dyn" && known !== "array" && !known.startsWith("list")) {
      this.say(
        path,
        `this gives ${known} and not a list`,
        "name a list: an input of the type array, or the output of a stage",
      );
    }
  }

  /** What is known of an input or a stage's result, which CEL knows nothing of. */
  private typeOf({ variable, path: [name, field, ...fields] }: Reference): string {
    if (variable === "inputs" && name !== undefined && field === undefined)
      return this.definition.inputs[name]?.type ?? "dyn";
    const stage =
      variable === "stages" && this.definition.stages.find((each) => each.name === name);
    if (!stage || field === undefined) return "dyn";
    if (field !== "output") return STAGE_FIELDS.includes(field) ? "text" : "dyn";
    return stage.foreach || stage.loop ? "dyn" : typeIn(stage.output, fields);
  }

  private reference(
    { variable, path: names, offset: place }: Reference,
    path: string,
    scope: Scope,
    offset: number,
  ): void {
    const where = `, at character ${offset + place + 1}`;
    if (!scope.variables.includes(variable)) {
      this.say(
        path,
        `${variable} is not known here${where}`,
        FIXES[variable] ?? `use one of ${scope.variables.join(", ")}`,
      );
      return;
    }
    const [name, field] = names;
    if (
      variable === "inputs" &&
      name !== undefined &&
      !Object.hasOwn(this.definition.inputs, name)
    ) {
      this.say(path, `there is no input ${name}${where}`, () =>
        nearestOf(name, Object.keys(this.definition.inputs), "input: add it under inputs"),
      );
    }
    if (variable !== "stages" || name === undefined) return;
    const isStage = this.definition.stages.some((stage) => stage.name === name);
    if (!isStage) {
      this.say(path, `there is no stage ${name}${where}`, () =>
        nearestOf(name, [...scope.stages], "stage before it"),
      );
    } else if (!scope.stages.has(name)) {
      this.say(
        path,
        `${name} does not come before it${where}`,
        `add ${name} to from, here or in a stage before`,
      );
    } else if (field !== undefined && !STAGE_FIELDS.includes(field)) {
      this.say(path, `a stage has no ${field}${where}`, () =>
        nearestOf(field, STAGE_FIELDS, "field"),
      );
    }
  }
}

/** The type of the field at a path of a JSON Schema; `dyn` where it may have several or none is said. */
function typeIn(schema: unknown, [field, ...fields]: readonly string[]): string {
  if (typeof schema !== "object" || schema === null) return "dyn";
  const { type, properties } = schema as { type?: unknown; properties?: Record<string, unknown> };
  if (field === undefined) return typeof type === "string" ? type : "dyn";
  return properties && Object.hasOwn(properties, field) ? typeIn(properties[field], fields) : "dyn";
}

const FIXES: Partial<Record<Variable, string>> = {
  item: "item and index are for stages with foreach",
  index: "item and index are for stages with foreach",
  iteration: "iteration is for stages with loop",
  event: "event is for where of a wait for an event",
};

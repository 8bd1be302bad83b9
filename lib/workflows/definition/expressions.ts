import { type ASTNode, Environment } from "@marcbachmann/cel-js";
import { nearestOf } from "./nearest";
import { MAX_CEL } from "./schema";

// Expressions are CEL: no loops, no assignment, no access to anything but the values that are passed in, of which only own fields are
// read. On top of the library's limits every evaluation has a budget of steps, which each node that is evaluated takes from, and which a
// long text or list costs more of; functions whose cost nothing bounds (`matches`, `cel.bind`) are refused.

const LIMITS = {
  maxAstNodes: 300,
  maxDepth: 32,
  maxListElements: 100,
  maxMapEntries: 100,
  maxCallArguments: 10,
};
const MAX_STEPS = 1_000_000;

/** What an expression may use by name. */
export const VARIABLES = [
  "inputs",
  "stages",
  "item",
  "index",
  "iteration",
  "run",
  "event",
] as const;
export type Variable = (typeof VARIABLES)[number];

const MACROS = ["all", "exists", "exists_one", "map", "filter"];
const FUNCTIONS = [
  ...MACROS,
  ...["has", "size", "string", "int", "double", "bool", "dyn", "type", "timestamp", "duration"],
  ...[
    "contains",
    "startsWith",
    "endsWith",
    "lowerAscii",
    "upperAscii",
    "trim",
    "indexOf",
    "lastIndexOf",
  ],
  ...["substring", "split", "join"],
  ...[
    "getFullYear",
    "getMonth",
    "getDate",
    "getDayOfWeek",
    "getHours",
    "getMinutes",
    "getSeconds",
    "getMilliseconds",
  ],
];

const environment = new Environment({ homogeneousAggregateLiterals: false, limits: LIMITS })
  .registerVariable("inputs", "map<string, dyn>")
  .registerVariable("stages", "map<string, dyn>")
  .registerVariable("item", "dyn")
  .registerVariable("index", "int")
  .registerVariable("iteration", "int")
  .registerVariable("run", "map<string, dyn>")
  .registerVariable("event", "map<string, dyn>");
// Whole numbers of JSON are CEL's int: without these, `inputs.price * 1.2` would be an error for a price of 3.
for (const [left, right] of [
  ["int", "double"],
  ["double", "int"],
]) {
  environment.registerOperator(
    `${left} + ${right}: double`,
    (a: unknown, b: unknown) => Number(a) + Number(b),
  );
  environment.registerOperator(
    `${left} - ${right}: double`,
    (a: unknown, b: unknown) => Number(a) - Number(b),
  );
  environment.registerOperator(
    `${left} * ${right}: double`,
    (a: unknown, b: unknown) => Number(a) * Number(b),
  );
  environment.registerOperator(
    `${left} / ${right}: double`,
    (a: unknown, b: unknown) => Number(a) / Number(b),
  );
}

/** What is wrong with an expression, and where in its text. */
export interface ExpressionProblem {
  message: string;
  offset: number;
  fix: string;
}

/** A variable that an expression uses, with the names after it: `stages.plan.output` is `stages`, `plan`, `output`. */
export interface Reference {
  variable: Variable;
  path: string[];
  offset: number;
}

export type ParsedExpression =
  | {
      ok: true;
      references: Reference[];
      type: string;
      /** Where it is nothing but one: `inputs.parts`. */
      only: Reference | null;
    }
  | ({ ok: false } & ExpressionProblem);

/** Parses an expression and names what it uses. `type` is what it gives, as far as that is known: bool, list, dyn, … */
export function parseExpression(text: string): ParsedExpression {
  const parsed = parsedOf(text);
  if ("message" in parsed) return { ok: false, ...parsed };
  const found = walk(parsed.ast);
  if (found.problem)
    return { ok: false, ...found.problem, fix: dashFix(text) ?? found.problem.fix };
  const checked = parsed.check();
  if (!checked.valid) return { ok: false, ...problemOf(checked.error, text) };
  const [first] = found.references;
  const only = first && isReference(parsed.ast) ? first : null;
  return { ok: true, references: found.references, type: String(checked.type ?? "dyn"), only };
}

const isReference = (ast: ASTNode): boolean => {
  const inner = nameBelow(ast);
  return inner ? isReference(inner.of) : ast.op === "id";
};

/** The values of an expression, as JSON has them. Absent ones are empty. */
export interface ExpressionValues {
  inputs?: Record<string, unknown>;
  /** By stage: `{status, state, result, output, choice}`. */
  stages?: Record<string, unknown>;
  item?: unknown;
  index?: number;
  iteration?: number;
  run?: Record<string, unknown>;
  event?: Record<string, unknown>;
}

export type Evaluated = { ok: true; value: unknown } | { ok: false; message: string };

/** The value of an expression, as JSON; else why there is none. Ends after a bounded number of steps. */
export function evaluate(text: string, values: ExpressionValues): Evaluated {
  const parsed = parsedOf(text);
  if ("message" in parsed) return { ok: false, message: parsed.message };
  const { references, problem } = walk(parsed.ast);
  if (problem) return { ok: false, message: problem.message };
  try {
    const budget = new Budget();
    guard(parsed.ast, budget);
    return { ok: true, value: toJson(parsed(valuesFor(values, references)), 0) };
  } catch (error) {
    return { ok: false, message: summaryOf(error) };
  }
}

type Parsed = ReturnType<Environment["parse"]>;

function parsedOf(text: string): Parsed | ExpressionProblem {
  if (text.length > MAX_CEL) {
    return {
      message: `the expression has more than ${MAX_CEL} characters`,
      offset: 0,
      fix: "say it in fewer",
    };
  }
  try {
    return environment.parse(text);
  } catch (error) {
    return problemOf(error, text);
  }
}

function problemOf(error: unknown, text: string): ExpressionProblem {
  const { range } = error as { range?: { start: number } };
  const message = summaryOf(error);
  return {
    message: `${message.charAt(0).toLowerCase()}${message.slice(1)}`,
    offset: Math.min(Math.max(range?.start ?? 0, 0), text.length),
    fix: dashFix(text) ?? "write a CEL expression (docs/workflows.md#expressions)",
  };
}

/** What to write where a name with a dash was meant. */
function dashFix(text: string): string | null {
  const dashed = /\b(stages|inputs)\.([a-z_][a-z0-9_]*-[a-z0-9_-]*)/i.exec(text);
  return dashed ? `write ${dashed[1]}["${dashed[2]}"]: a dash is a minus here` : null;
}

const summaryOf = (error: unknown): string =>
  (error as { summary?: string }).summary ??
  (error instanceof Error ? error.message : String(error));

const isNode = (value: unknown): value is ASTNode =>
  typeof value === "object" && value !== null && "op" in value && "args" in value;

/** The nodes below a node. */
function partsOf({ args }: ASTNode): ASTNode[] {
  return (Array.isArray(args) ? args.flat(2) : [args]).filter(isNode);
}

function walk(ast: ASTNode): { references: Reference[]; problem: ExpressionProblem | null } {
  const references: Reference[] = [];
  let problem: ExpressionProblem | null = null;
  const refuse = (node: ASTNode, message: string, fix: string) => {
    problem ??= { message, offset: node.start, fix };
  };
  const visit = (node: ASTNode, bound: readonly string[], path: readonly string[]): void => {
    const args: unknown = node.args;
    if (node.op === "id") {
      const name = String(args);
      if (bound.includes(name)) return;
      if (VARIABLES.some((each) => each === name)) {
        references.push({ variable: name as Variable, path: [...path], offset: node.start });
      } else
        refuse(
          node,
          `unknown variable ${name}`,
          nearestOf(name, [...VARIABLES, ...bound], "variable"),
        );
      return;
    }
    const inner = nameBelow(node);
    if (inner) {
      visit(inner.of, bound, [inner.name, ...path]);
      return;
    }
    if (node.op === "call" || node.op === "rcall") {
      const name = String((args as unknown[])[0]);
      if (!FUNCTIONS.includes(name)) {
        refuse(
          node,
          `unknown function ${name}`,
          name === "matches"
            ? "use contains, startsWith or endsWith"
            : nearestOf(name, FUNCTIONS, "function"),
        );
        return;
      }
      if (node.op === "rcall" && MACROS.includes(name)) {
        const [, receiver, given] = args as [string, ASTNode, ASTNode[]];
        visit(receiver, bound, []);
        const variable = given[0]?.op === "id" ? [String(given[0].args)] : [];
        for (const each of given.slice(1)) visit(each, [...bound, ...variable], []);
        return;
      }
    }
    for (const each of partsOf(node)) visit(each, bound, []);
  };
  visit(ast, [], []);
  return { references, problem };
}

/** What `.name` and `["name"]` are of. */
function nameBelow(node: ASTNode): { of: ASTNode; name: string } | null {
  const args: unknown = node.args;
  if (!Array.isArray(args) || !isNode(args[0])) return null;
  if (node.op === "." && typeof args[1] === "string") return { of: args[0], name: args[1] };
  const key: unknown = node.op === "[]" ? args[1] : null;
  if (!isNode(key) || key.op !== "value") return null;
  const value: unknown = key.args;
  return { of: args[0], name: String(value) };
}

class Budget {
  private steps = 0;

  /** A step for the node, and more where its value is long. */
  take(value: unknown): void {
    this.steps += 1;
    if (typeof value === "string") this.steps += value.length >> 8;
    else if (Array.isArray(value)) {
      this.steps += value.length >> 4;
      for (const each of value) if (typeof each === "string") this.steps += each.length >> 8;
    }
    if (this.steps > MAX_STEPS)
      throw new Error("the expression takes too long: say it more simply, or on less");
  }
}

type Evaluate = (this: ASTNode, ...args: unknown[]) => unknown;

/** Lets every node below take from the budget. A node replaces its own `evaluate` by a faster one when it is first used. */
function guard(node: ASTNode, budget: Budget): void {
  let inner = (node as unknown as { evaluate: Evaluate }).evaluate;
  const guarded: Evaluate = function (this: ASTNode, ...args) {
    budget.take(null);
    const value = inner.apply(this, args);
    budget.take(value);
    return value;
  };
  Object.defineProperty(node, "evaluate", {
    get: () => guarded,
    set: (faster: Evaluate) => {
      inner = faster;
    },
  });
  for (const each of partsOf(node)) guard(each, budget);
}

/** Only what the expression names is converted. */
function valuesFor(
  values: ExpressionValues,
  references: readonly Reference[],
): Record<string, unknown> {
  const all: Record<string, unknown> = {
    inputs: {},
    stages: {},
    item: null,
    index: 0,
    iteration: 0,
    run: {},
    event: {},
    ...values,
  };
  const used: Record<string, unknown> = {};
  for (const name of VARIABLES) {
    const of = references.filter(({ variable }) => variable === name);
    const value = all[name];
    const isWhole =
      of.some(({ path }) => path.length === 0) ||
      typeof value !== "object" ||
      value === null ||
      Array.isArray(value);
    if (isWhole) used[name] = fromJson(value);
    else {
      const names = [...new Set(of.map(({ path }) => path[0] as string))].filter((each) =>
        Object.hasOwn(value, each),
      );
      used[name] = Object.fromEntries(
        names.map((each) => [each, fromJson((value as Record<string, unknown>)[each])]),
      );
    }
  }
  return used;
}

/** Whole numbers become CEL's int. Fields that JavaScript would treat as its own are left out. */
function fromJson(value: unknown): unknown {
  if (typeof value === "number") return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(fromJson);
  if (typeof value !== "object" || value === null) return value ?? null;
  const fields = Object.entries(value).filter(([name]) => name !== "__proto__");
  return Object.fromEntries(fields.map(([name, each]) => [name, fromJson(each)]));
}

function toJson(value: unknown, depth: number): unknown {
  if (depth > 64) throw new Error("the value is nested too deeply");
  if (typeof value === "bigint") return Number(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((each) => toJson(each, depth + 1));
  if (value instanceof Map) return toJson(Object.fromEntries(value), depth);
  if (typeof value === "number") {
    if (Number.isFinite(value)) return value;
    throw new Error("the value is not a number");
  }
  if (typeof value !== "object" || value === null) return value ?? null;
  if (Object.getPrototypeOf(value) !== Object.prototype) return String(value);
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, toJson(each, depth + 1)]),
  );
}

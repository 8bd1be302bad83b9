import { type ASTNode, Environment } from "@marcbachmann/cel-js";
import { type ExpressionValues, toJson, valuesFor } from "./cel-values";
import { type ExpressionProblem, isReference, partsOf, type Reference, walk } from "./references";
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

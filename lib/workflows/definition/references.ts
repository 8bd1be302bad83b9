import type { ASTNode } from "@marcbachmann/cel-js";
import { nearestOf } from "./nearest";

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

/** Whether an expression is nothing but a reference: `inputs.parts`. */
export const isReference = (ast: ASTNode): boolean => {
  const inner = nameBelow(ast);
  return inner ? isReference(inner.of) : ast.op === "id";
};

const isNode = (value: unknown): value is ASTNode =>
  typeof value === "object" && value !== null && "op" in value && "args" in value;

/** The nodes below a node. */
export function partsOf({ args }: ASTNode): ASTNode[] {
  return (Array.isArray(args) ? args.flat(2) : [args]).filter(isNode);
}

/** What an expression uses, or the first thing in it that is refused: a name or a function that is not there. */
export function walk(ast: ASTNode): { references: Reference[]; problem: ExpressionProblem | null } {
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

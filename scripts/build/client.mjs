import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { inProject } from "../project.mjs";

const HEAD = "// Generated from the API description by `npm run generate`. Do not edit.\n\n";
/** What belongs to other protocols than JSON over HTTP, and has clients of its own. */
const OTHER_PROTOCOLS = /^(mcp|metrics|skill|openapi)\./;
/** A text of this length may be more than a line. */
const LONG = 300;
/** The upper bound of a field that holds Unix seconds: the year 2100. */
const LAST_SECOND = 4_102_444_800;

/**
 * The types of the API as `openapi-typescript` generates them for anybody.
 * @param {object} description
 * @returns {Promise<string>}
 */
export async function clientTypes(description) {
  // The generator is written against the compiler API of TypeScript 5, which TypeScript 7 does not have.
  registerHooks({
    resolve: (specifier, context, next) =>
      next(specifier === "typescript" ? "typescript-5" : specifier, context),
  });
  const { astToString, default: generateTypes } = await import("openapi-typescript");
  return HEAD + astToString(await generateTypes(JSON.stringify(description)));
}

/** @typedef {Record<string, any>} Schema */

/**
 * The table of operations in `client/generated/operations.ts`: what a client has to know of each when it runs.
 * @param {Schema} description
 * @returns {string}
 */
export function operationTable(description) {
  const mayCall = permissions(readFileSync(inProject("docs/permissions.md"), "utf8"));
  const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { operationId }]) => !OTHER_PROTOCOLS.test(operationId))
      .map(([method, operation]) => [
        operation.operationId,
        operationOf(method, path, operation, description, mayCall),
      ]),
  );
  const table = Object.fromEntries(operations.sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${HEAD}import type { Operation } from "../operation";

export const OPERATIONS = ${tableText(table)} as const satisfies Record<string, Operation>;
`;
}

/** A line for each field, so that a change of one is a change of one line. @param {object} table */
function tableText(table) {
  return JSON.stringify(table, null, 2)
    .replaceAll(/\{\n\s+"type": [^{}]*\}/g, (field) => field.replaceAll(/\s*\n\s*/g, " "))
    .replaceAll(/\[\n\s+"[^\]]*\]/g, (list) => list.replaceAll(/\s*\n\s*/g, " "));
}

/** @param {string} method @param {string} path @param {Schema} operation @param {Schema} description @param {ReturnType<typeof permissions>} mayCall */
function operationOf(method, path, operation, description, mayCall) {
  const parameters = operation.parameters ?? [];
  const body = operation.requestBody?.content?.["application/json"]?.schema;
  return {
    method: method.toUpperCase(),
    path,
    summary: operation.summary,
    role: roleOf(operation),
    agent: mayCall.agent.has(operation.operationId),
    run: mayCall.run.has(operation.operationId),
    keyed: parameters.some(({ $ref }) => $ref?.endsWith("/IdempotencyKey")),
    query: Object.fromEntries(
      parameters
        .filter((parameter) => parameter.in === "query")
        .map(({ name, schema, required }) => [name, fieldOf(schema, required, description)]),
    ),
    body: body ? fieldsOf(body, description) : null,
    answer: answerFields(operation, description),
  };
}

/** @param {Schema} operation @param {Schema} description @returns {string[]} */
function answerFields({ responses }, description) {
  const [, good] = Object.entries(responses).find(([status]) => status.startsWith("2")) ?? [];
  const { schema } = good?.content?.["application/json"] ?? {};
  const fields = (/** @type {Schema} */ given) => {
    const { properties = {}, anyOf = [], oneOf = [] } = resolved(given, description);
    return [...Object.keys(properties), ...[...anyOf, ...oneOf].flatMap(fields)];
  };
  return schema ? [...new Set(fields(schema))] : [];
}

/** @param {Schema} operation */
function roleOf({ security, responses }) {
  if (security?.length === 0) return "public";
  return /^Requires (\w+) role/.exec(responses["403"]?.description ?? "")?.[1] ?? "viewer";
}

/** @param {Schema} schema @param {Schema} description */
function fieldsOf(schema, description) {
  const { properties = {}, required = [] } = resolved(schema, description);
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([, property]) => !property.deprecated)
      .map(([name, property]) => [name, fieldOf(property, required.includes(name), description)]),
  );
}

/** @param {Schema} schema @param {boolean} required @param {Schema} description */
function fieldOf(schema, required, description) {
  const options = (schema.anyOf ?? [schema]).map((/** @type {Schema} */ option) =>
    resolved(option, description),
  );
  const [first, ...others] = options.filter(({ type }) => type !== "null");
  const values = [...(first?.enum ?? []), ...(first?.const === undefined ? [] : [first.const])];
  return {
    type: typeOf(first ?? {}, others),
    ...(required ? { required: true } : {}),
    ...(options.some(({ type }) => type === "null") ? { nullable: true } : {}),
    ...(others.length === 0 && values.length > 0 ? { values } : {}),
  };
}

/** @param {Schema} first @param {Schema[]} others */
function typeOf(first, others) {
  // A reference is a number or a string, and a list of a query may be written with commas: both are words of a command line.
  if (others.length > 0) {
    return [first, ...others].every((option) => isWord(option) || option.anyOf || isList(option))
      ? "string"
      : first.type === "boolean"
        ? "boolean"
        : "json";
  }
  if (isList(first)) return "words";
  if (
    first.type === "string" &&
    !first.pattern &&
    !first.format &&
    !first.enum &&
    first.const === undefined
  )
    return (first.maxLength ?? LONG) >= LONG ? "text" : "string";
  if (first.enum?.join() === "0,1,true,false") return "boolean";
  if (first.type === "integer" && first.maximum === LAST_SECOND) return "time";
  if (["string", "integer", "number", "boolean"].includes(first.type)) return first.type;
  return Array.isArray(first.type) || first.anyOf ? "string" : "json";
}

/** @param {Schema} schema */
const isList = ({ type, items }) =>
  type === "array" && (items?.type === "string" || items?.anyOf?.every(isWord) === true);

/** @param {Schema} schema */
const isWord = ({ type }) => type === "string" || type === "integer";

/** @param {Schema} schema @param {Schema} description @returns {Schema} */
function resolved(schema, description) {
  const name = schema.$ref?.split("/").at(-1);
  return name ? description.components.schemas[name] : schema;
}

/**
 * The operations that an agent's and a run's key may call on their own work, from the table that the test of permissions writes.
 * @param {string} document
 */
function permissions(document) {
  const [, table = ""] = /<!-- table: begin -->(.*?)<!-- table: end -->/s.exec(document) ?? [];
  const [head = [], , ...rows] = table
    .trim()
    .split("\n")
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  const allowed = (/** @type {string} */ actor) =>
    new Set(
      rows
        .filter((cells) => ["yes", "conflict"].includes(cells[head.indexOf(actor)] ?? ""))
        .map(([operation = ""]) => /`([^`]+)`/.exec(operation)?.[1] ?? ""),
    );
  return { agent: allowed("agent"), run: allowed("run") };
}

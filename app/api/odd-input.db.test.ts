import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { routes } from "@/app/api/openapi.json/routes";
import type { Database } from "@/lib/core/database";
import { logger } from "@/lib/core/logger";
import { EventHub } from "@/lib/events/hub";
import { endLongLived } from "@/lib/events/long-lived";
import type { RouteHandler } from "@/lib/http/define-route";
import { inputSchemaOf } from "@/lib/mcp/arguments";
import { tools } from "@/lib/mcp/tools";
import { contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { inputSchemaOf as workshopSchemaOf } from "@/lib/workshop/tool";
import { WORKSHOP_TOOLS } from "@/lib/workshop/tools";

/**
 * Every declared route and every MCP tool gets odd input in every place it reads: never an error of the server, never an
 * answer that does not come. What is odd is generated from the declarations, so a new field is tried by being declared.
 */
const KEY = "mc_the-admin-key-of-the-tests";
/** A bound against hanging, not a measure. */
const PATIENCE_MS = 240_000;
const AT_ONCE = 12;

let test: TestDatabase;
const shared = globalThis as typeof globalThis & {
  __batonDatabase?: Database;
  __batonReserve?: Database;
  __batonEventHub?: EventHub;
};
beforeAll(async () => {
  logger.level = "silent";
  process.env.MC_API_KEY = KEY;
  process.env.BATON_SECRET = "a secret of this test, which is long";
  // Nothing listens there: a connection test fails at once.
  process.env.ANTHROPIC_BASE_URL = "http://127.0.0.1:9";
  process.env.OPENAI_BASE_URL = "http://127.0.0.1:9/v1";
  test = await createTestDatabase();
  process.env.DATABASE_URL = test.url;
  process.env.BATON_DATA_DIR = await mkdtemp(join(tmpdir(), "baton-odd-"));
  shared.__batonDatabase = test.db;
  shared.__batonReserve = test.db;
  shared.__batonEventHub = new EventHub(test.db, test.url);
  shared.__batonEventHub.start();
  const ctx = contextOf(test.db);
  for (let n = 0; n < 3; n++) await givenTask(ctx, { title: `Task ${n}` });
  await send("POST", "/api/agents/register", { body: JSON.stringify({ name: "ada" }) });
});
afterAll(async () => {
  endLongLived();
  await shared.__batonEventHub?.stop();
  shared.__batonEventHub = undefined;
  shared.__batonReserve = undefined;
  delete process.env.DATABASE_URL;
  await rm(process.env.BATON_DATA_DIR ?? "", { recursive: true, force: true });
  delete process.env.BATON_DATA_DIR;
  await test.drop();
});

const deep = (depth: number, open = "[", close = "]"): string =>
  `${open.repeat(depth)}0${close.repeat(depth)}`;

/** As JSON text, for some of it no JavaScript value would become. */
const ODD_JSON: Record<string, string> = {
  NUL: '"a\\u0000b"',
  "half a surrogate pair": '"a\\ud800b"',
  "an escaped escape": '"\\\\u0000 \\\\ud800"',
  "a long text": JSON.stringify("x".repeat(100_000)),
  "an empty text": '""',
  blanks: '" \\t\\n"',
  "a quote": '"\'; DROP TABLE tasks; --"',
  "an impossible date": '"0000-00-00T99:99:99Z"',
  "the year zero": '"0000-01-01T00:00:00+23:59"',
  "a number as text": '"99999999999999999999"',
  "beyond a double": "1e400",
  "beyond an integer": "9007199254740993",
  "beyond int4": "2147483648",
  negative: "-1",
  fraction: "0.5",
  zero: "0",
  true: "true",
  null: "null",
  list: "[]",
  "list of odd things": '[null, -1, "a\\u0000b", {}, [[]], 1e400, "\\udfff"]',
  object: "{}",
  "prototype keys": '{"__proto__": {"a": 1}, "constructor": {"prototype": {}}, "toString": 1}',
  "odd keys": '{"a\\u0000b": 1, "\\ud800": "\\udc00"}',
  deep: deep(5_000),
  "deep object": deep(5_000, '{"a":', "}"),
};

/** The values that stand for all of them where a body has many places. */
const ODDEST = [
  "NUL",
  "half a surrogate pair",
  "beyond a double",
  "negative",
  "list of odd things",
];

const base64 = (text: string): string => Buffer.from(text).toString("base64url");
const ODD_TEXT: Record<string, string> = {
  NUL: "a\0b",
  empty: "",
  blank: " ",
  negative: "-1",
  "beyond int4": "2147483648",
  "beyond int8": "99999999999999999999",
  "many digits": "9".repeat(18),
  exponent: "1e400",
  "not a number": "NaN",
  "a prototype's key": "__proto__",
  commas: ",,a,,",
  quote: "'\\\"%_",
  emoji: "💥",
  "a long text": "x".repeat(100_000),
  "the year zero": "0000-01-01T00:00:00+23:59",
  json: '{"a":[1]}',
  "a cursor of the year zero": base64('["-updated_at",1,"0000-01-01T00:00:00Z"]'),
  "a cursor with a short time": base64('["-updated_at",1,"0"]'),
  "a cursor beyond int4": base64('["-created_at",2147483648,"2026-01-01T00:00:00Z"]'),
  "a cursor of far zones": base64(
    '["priority",1,"2026-01-01T00:00:00+23:59","9999-12-31T23:59:59-23:59","infinity",null,"low"]',
  ),
  "a deep cursor": base64(`[${deep(60)}]`),
};

interface Sent {
  params?: Record<string, string>;
  query?: URLSearchParams;
  body?: string;
  headers?: Record<string, string>;
}

interface Attempt extends Sent {
  method: string;
  path: string;
  what: string;
}

type Method = keyof (typeof routes)[string];

async function send(method: string, path: string, { params = {}, query, body, headers }: Sent) {
  const handler = routes[path]?.[method as Method] as RouteHandler;
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent((params[name] ?? "1").toWellFormed()),
  );
  const search = query?.size ? `?${query}` : "";
  const request = new Request(`http://127.0.0.1${filled}${search}`, {
    method,
    headers: { authorization: `Bearer ${KEY}`, "content-type": "application/json", ...headers },
    ...(method === "GET" ? {} : { body }),
  });
  const response = await handler(request, { params });
  if (response.headers.get("content-type")?.startsWith("text/event-stream")) {
    await response.body?.cancel();
    return { status: response.status, text: "" };
  }
  return { status: response.status, text: await response.text() };
}

interface JsonSchema {
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  enum?: unknown[];
  const?: unknown;
  minimum?: number;
}

const schemaOf = (schema: z.ZodType | undefined): JsonSchema =>
  schema ? (z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema) : {};

/** A value that a schema accepts, as far as the schema tells: odd input goes into one field of an otherwise valid body. */
function sampleOf(schema: JsonSchema, name = ""): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const choice = schema.anyOf ?? schema.oneOf;
  if (choice) return sampleOf(choice[0] ?? {}, name);
  switch ([schema.type].flat()[0]) {
    case "object":
      return Object.fromEntries(
        (schema.required ?? []).map((key) => [key, sampleOf(schema.properties?.[key] ?? {}, key)]),
      );
    case "array":
      return schema.items ? [sampleOf(schema.items, name)] : [];
    case "integer":
    case "number":
      return Math.max(1, schema.minimum ?? 1);
    case "boolean":
      return true;
    case "string":
      return /agent|name/.test(name) ? "ada" : /id$|^to$/.test(name) ? "1" : "some text";
    default:
      return 1;
  }
}

/** A schema's branches: a body may be one of several objects. */
const branchesOf = (schema: JsonSchema): JsonSchema[] =>
  (schema.anyOf ?? schema.oneOf)?.flatMap(branchesOf) ?? [schema];

const MARK = "@@odd@@";

/** Bodies with one odd value at each place of the schema, two levels deep. */
function* oddBodies(schema: JsonSchema): Generator<[what: string, body: string]> {
  for (const [what, odd] of Object.entries(ODD_JSON)) yield [`the body is ${what}`, odd];
  for (const branch of branchesOf(schema)) {
    const whole = sampleOf(branch) as Record<string, unknown>;
    for (const [field, inner] of Object.entries(branch.properties ?? {})) {
      yield* oddValues(field, JSON.stringify({ ...whole, [field]: MARK }));
      for (const [where, nested] of placesIn(inner)) {
        const body = JSON.stringify({ ...whole, [field]: nested });
        yield* oddValues(`${field}.${where}`, body, ODDEST);
      }
    }
    const unknown = JSON.stringify({ ...whole, unknown_field: MARK });
    yield ["an unknown field", unknown.replace(`"${MARK}"`, "1")];
    yield ["a prototype's key", unknown.replace("unknown_field", "__proto__")];
  }
}

function* oddValues(
  where: string,
  marked: string,
  values = Object.keys(ODD_JSON),
): Generator<[string, string]> {
  for (const what of values) {
    yield [`${where} is ${what}`, marked.replace(`"${MARK}"`, () => ODD_JSON[what] ?? "null")];
  }
}

/** Each field inside an object, or inside the objects of a list, with a sample that has the mark in that field. */
function* placesIn(schema: JsonSchema): Generator<[string, unknown]> {
  for (const branch of branchesOf(schema)) {
    const inner = branch.items ? branchesOf(branch.items) : [branch];
    for (const object of inner) {
      for (const key of Object.keys(object.properties ?? {})) {
        const value = { ...(sampleOf(object) as object), [key]: MARK };
        yield [key, branch.items ? [value] : value];
      }
    }
  }
}

function* attempts(): Generator<Attempt> {
  for (const [path, module] of Object.entries(routes)) {
    const tried = new Set<unknown>();
    for (const [method, handler] of Object.entries(module)) {
      // PUT and PATCH of one thing are often one handler.
      if (!handler?.spec || tried.has(handler.spec.handle)) continue;
      tried.add(handler.spec.handle);
      const { params, query, body } = handler.spec;
      const at = { method, path };
      const names = Object.keys(schemaOf(params).properties ?? {});
      const good = Object.fromEntries(
        names.map((name) => [name, name === "name" ? "openai" : "1"]),
      );
      for (const name of names) {
        for (const [what, odd] of Object.entries(ODD_TEXT)) {
          yield { ...at, what: `{${name}} is ${what}`, params: { ...good, [name]: odd } };
        }
      }
      for (const [name] of Object.entries(schemaOf(query).properties ?? {})) {
        for (const [what, odd] of Object.entries(ODD_TEXT)) {
          const searched = new URLSearchParams({ [name]: odd });
          yield { ...at, what: `?${name} is ${what}`, params: good, query: searched };
          if (name !== "cursor" || !/cursor/.test(what)) continue;
          const sort = what.includes("zones") ? "priority" : "-updated_at";
          const sorted = new URLSearchParams({ cursor: odd, sort });
          yield { ...at, what: `?sort=${sort}&cursor is ${what}`, params: good, query: sorted };
        }
        const twice = new URLSearchParams([
          [name, "1"],
          [name, "\0"],
        ]);
        yield { ...at, what: `?${name} comes twice`, params: good, query: twice };
      }
      if (body) {
        for (const [what, text] of oddBodies(schemaOf(body))) {
          yield { ...at, what, params: good, body: text };
        }
      }
      for (const [name, value] of ODD_HEADERS) {
        yield {
          ...at,
          what: `${name}: ${value.slice(0, 20)}`,
          params: good,
          body: body && JSON.stringify(sampleOf(schemaOf(body))),
          headers: { [name]: value },
        };
      }
    }
  }
}

const ODD_HEADERS: [string, string][] = [
  ["x-agent-name", "\u00ff".repeat(200)],
  ["x-agent-name", "__proto__"],
  ["x-project", "constructor"],
  ["x-project", "x".repeat(10_000)],
  ["if-match", '"0000-00-00"'],
  ["if-none-match", "W/,,,"],
  ["last-event-id", "999999999999999999"],
  ["last-event-id", "-1e400"],
  ["idempotency-key", "x".repeat(256)],
  ["x-request-id", "\u00e4".repeat(500)],
];

/** Sends all attempts, several at a time, and returns those that made the server fail. */
async function failuresOf(all: Iterable<Attempt>): Promise<{ failures: string[]; sent: number }> {
  const failures: string[] = [];
  let sent = 0;
  const next = all[Symbol.iterator]();
  const work = async (): Promise<void> => {
    for (let step = next.next(); !step.done; step = next.next()) {
      const attempt = step.value;
      sent++;
      const { status, text } = await send(attempt.method, attempt.path, attempt).catch(
        (error: Error) => ({ status: 0, text: error.message }),
      );
      // The health check may answer 503 for the database's state, whatever the request.
      const saysHealth = status === 503 && attempt.path === "/api/health";
      const isInternal =
        status === 0 || status >= 500 || /"code":"internal"|code:internal/.test(text);
      if (isInternal && !saysHealth) {
        failures.push(
          `${attempt.method} ${attempt.path}, ${attempt.what}: ${status} ${text.slice(0, 200)}`,
        );
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { failures, sent };
}

it(
  "answers odd input at every place of every route, and never with an error of its own",
  async () => {
    const { failures, sent } = await failuresOf(attempts());
    expect(failures).toEqual([]);
    expect(sent).toBeGreaterThan(5_000);
  },
  PATIENCE_MS,
);

/** They wait for agents, of which nobody works here. */
const WAIT = ["ask", "await", "await_all", "pipe"];

/** The tools of both MCP endpoints, with their arguments. */
const ENDPOINTS = {
  "/api/mcp": tools.map((tool) => ({ name: tool.name, schema: inputSchemaOf(tool) })),
  "/api/mcp/workshop": WORKSHOP_TOOLS.filter((tool) => !WAIT.includes(tool.name)).map((tool) => ({
    name: tool.name,
    schema: workshopSchemaOf(tool),
  })),
};

function* toolCalls(path: keyof typeof ENDPOINTS): Generator<Attempt> {
  const at = { method: "POST", path };
  const headers = { accept: "application/json, text/event-stream" };
  for (const { name, schema } of ENDPOINTS[path]) {
    for (const [what, args] of oddBodies(schema as JsonSchema)) {
      const call = { jsonrpc: "2.0", id: 1, method: "tools/call" };
      const marked = JSON.stringify({ ...call, params: { name, arguments: MARK } });
      const body = marked.replace(`"${MARK}"`, () => args);
      yield { ...at, what: `${name}: ${what}`, body, headers };
    }
  }
  for (const [what, odd] of Object.entries(ODD_JSON)) {
    yield { ...at, what: `the message is ${what}`, body: odd, headers };
    const body = `{"jsonrpc":"2.0","id":1,"method":${odd},"params":${odd}}`;
    yield { ...at, what: `method and params are ${what}`, body, headers };
  }
}

it.each(Object.keys(ENDPOINTS) as (keyof typeof ENDPOINTS)[])(
  "answers odd arguments of every tool of %s, and never with an error of its own",
  async (path) => {
    const { failures, sent } = await failuresOf(toolCalls(path));
    expect(failures).toEqual([]);
    expect(sent).toBeGreaterThan(1_000);
  },
  PATIENCE_MS,
);

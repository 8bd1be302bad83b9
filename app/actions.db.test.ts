import { readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { systemActor } from "@/lib/core/actor";
import { createContext } from "@/lib/core/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";

// The parts of Next's request that the actions read: an admin's browser.
const request = vi.hoisted(() => ({ cookies: new Map<string, string>() }));
// Files before this one may have loaded what is mocked here, and files after it want it as it is.
vi.hoisted(() => vi.resetModules());
afterAll(() => void vi.resetModules());
vi.mock("next/headers", () => ({
  headers: async () => new Headers({ host: "127.0.0.1:3000", origin: "http://127.0.0.1:3000" }),
  cookies: async () => ({
    get: (name: string) => {
      const value = request.cookies.get(name);
      return value === undefined ? undefined : { name, value };
    },
    set: () => undefined,
  }),
}));
vi.mock("next/navigation", () => ({
  redirect: (to: string) => {
    throw new Error(`redirect ${to}`);
  },
}));

type Action = (...args: unknown[]) => Promise<unknown>;

let testing: TestDatabase;
const actions: { name: string; module: string; run: Action }[] = [];

beforeAll(async () => {
  testing = await createTestDatabase();
  vi.stubEnv("DATABASE_URL", testing.url);
  vi.stubEnv("BATON_SECRET", "a secret of the tests, long enough to be one");
  await createAdmin();
  for (const module of actionModules()) {
    const exports = (await import(pathToFileURL(module).href)) as Record<string, Action>;
    for (const [name, run] of Object.entries(exports)) actions.push({ name, module, run });
  }
});

afterAll(async () => {
  const { database } = await import("@/lib/core/database");
  await database().$disconnect();
  await testing?.drop();
});

function actionModules(): string[] {
  const root = path.join(process.cwd(), "app");
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === "actions.ts")
    .map((file) => path.join(root, file));
}

async function createAdmin(): Promise<void> {
  const { createUser } = await import("@/lib/auth/users/users");
  await createUser(createContext(systemActor("test"), testing.db), {
    username: "root",
    displayName: "Root",
    role: "admin",
    password: "correct horse battery",
  });
}

async function signInAsAdmin(): Promise<void> {
  const { sealSession, startSession } = await import("@/lib/auth/sessions/sessions");
  // Read each time, because one of the actions signs the admin out everywhere.
  const admin = await testing.db.user.findUniqueOrThrow({ where: { username: "root" } });
  const token = await startSession(createContext(systemActor("test"), testing.db), admin, {
    provider: "password",
    address: null,
    userAgent: null,
  });
  request.cookies.set("baton-session-3000", await sealSession(token));
}

/** What a hostile or broken client puts where an id, a text or a form belongs. */
const ODD: unknown[] = [
  undefined,
  null,
  true,
  0,
  -1,
  1.5,
  2_147_483_648,
  2 ** 53,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  10n,
  "",
  " ",
  "\0",
  "\ud800",
  "a\u202eb",
  "x".repeat(900_000),
  "'; DROP TABLE users; --",
  [],
  [[]],
  ["a", "b"],
  {},
  { gt: 0 },
  { not: null },
  { contains: "" },
  { __proto__: null, constructor: 1 },
  JSON.parse('{"__proto__": {"role": "admin"}}'),
  new Date(Number.NaN),
  new Map([["id", 1]]),
  new Set([1]),
  new URLSearchParams("a=b"),
  new Uint8Array(4),
  formOf({ username: new Blob(["a"]), password: new Blob(["b"]) }),
  formOf({ username: "x".repeat(900_000), token: "\0", displayName: "\0" }),
  Symbol.iterator,
  () => 1,
];

function formOf(fields: Record<string, string | Blob>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

/** The other arguments: a number and a reference, which most actions accept. */
const FILLERS: unknown[] = [1, "TASK-001"];

/** Actions that accept the text of a form or a search box, and treat anything else as empty. */
const IGNORES_IT = new Set(["signIn", "createAdmin"]);

const REFUSALS = new Set(["invalid", "not_found", "forbidden", "conflict", "rate_limited"]);
/** After their first call they have signed the admin out. */
const SIGN_OUT = new Set(["signOut", "signOutEverywhereAction", "signOutUserAction"]);

test("every server action answers odd arguments in words, and lets no query operator through", async () => {
  expect(actions.length).toBeGreaterThan(30);
  const wrong = new Map<string, string>();
  for (const { name, module, run } of actions) {
    await signInAsAdmin();
    for (let position = 0; position < 3; position++) {
      for (const odd of ODD) {
        for (const filler of FILLERS) {
          const args = [filler, filler, filler];
          args[position] = odd;
          const said = await answerOf(run, args);
          const isFine =
            said === "fine" ||
            REFUSALS.has(said) ||
            said.startsWith("redirect ") ||
            (said === "unauthenticated" && SIGN_OUT.has(name));
          const action = `${path.basename(path.dirname(module))}.${name}`;
          if (!isFine) wrong.set(`${action}: ${said}`, show(args));
          const isOperator = odd !== null && typeof odd === "object" && "gt" in odd;
          const takesIt = position < run.length && !IGNORES_IT.has(name);
          if (isOperator && said === "fine" && takesIt)
            wrong.set(`${action}: took an operator`, show(args));
        }
      }
    }
  }
  expect([...wrong].map(([what, args]) => `${what} for (${args})`)).toEqual([]);
}, 240_000);

test("texts that come beside a reference are as long as the API lets them be", async () => {
  await signInAsAdmin();
  const long = "x".repeat(2_001);
  for (const name of ["cancelTaskAction", "retryTaskAction", "releaseTaskAction"]) {
    const run = actions.find((action) => action.name === name)?.run;
    expect(run && (await answerOf(run, ["TASK-001", long])), name).toBe("invalid");
    expect(run && (await answerOf(run, ["TASK-001", long.slice(1)])), name).toBe("not_found");
  }
});

async function answerOf(run: Action, args: unknown[]): Promise<string> {
  try {
    const answer = (await run(...args)) as { ok?: boolean; code?: string; message?: string };
    if (answer?.ok !== false) return "fine";
    return answer.code === "internal" ? `internal: ${answer.message}` : String(answer.code);
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
  }
}

function show(args: unknown[]): string {
  return args
    .map((arg) => (typeof arg === "object" ? inspect(arg) : String(arg).slice(0, 30)))
    .join(", ");
}

function inspect(value: unknown): string {
  return `${Object.prototype.toString.call(value)} ${JSON.stringify(value)?.slice(0, 40)}`;
}

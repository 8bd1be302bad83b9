import { execFileSync } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { describeApi } from "@/lib/api/openapi";
import { IGNORED_FIELDS } from "@/lib/core/ignored-fields";
import { DURABLE_TYPES } from "@/lib/events/types";
import { inProject } from "@/scripts/project.mjs";
import { routes } from "./routes";

interface Operation {
  summary: string;
  operationId: string;
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
}
const description = describeApi(routes) as {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, { oneOf?: { $ref: string }[] }> };
};
const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);
const { schemas } = description.components;

describe("the API description", () => {
  it("holds every route there is", () => {
    const folders = globSync("app/{api/**,message,metrics,skill,sse}/route.ts")
      .map(
        (file) =>
          `/${file
            .replaceAll("\\", "/")
            .replace(/^app\//, "")
            .replace(/\/route\.ts$/, "")}`,
      )
      .filter((path) => !path.includes("[...") && path !== "/api/openapi.json")
      .map((path) => path.replaceAll("[", "{").replaceAll("]", "}"));
    expect(Object.keys(routes).sort()).toEqual(folders.sort());
  });

  it("is valid OpenAPI 3.1", async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(description));
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  it("gives every operation a summary, a good answer, and an id that no other has", () => {
    expect(operations.length).toBeGreaterThan(80);
    for (const { path, method, operation } of operations) {
      expect(operation.summary, `${method} ${path}`).not.toBe("");
      expect(operation.operationId).toMatch(/^[a-z_]+(\.[a-z_]+)+$/);
      const good = Object.keys(operation.responses).filter((status) => status.startsWith("2"));
      expect(good, `${method} ${path}`).not.toEqual([]);
    }
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });

  it("describes every JSON answer, and none as anything at all", () => {
    const open = operations
      .filter(({ operation }) =>
        Object.entries(operation.responses).some(
          ([status, { content }]) =>
            status.startsWith("2") &&
            Object.keys(content?.["application/json"]?.schema ?? { described: true }).length === 0,
        ),
      )
      .map(({ operation }) => operation.operationId);
    // What a tool answers is MCP's to describe.
    expect(open).toEqual(["mcp.call", "mcp.workshop"]);
  });

  it("refers to nothing that it does not have, and has nothing that it does not refer to", () => {
    const text = JSON.stringify(description);
    const referred = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1] as string);
    const named = Object.keys(schemas).map((name) => `#/components/schemas/${name}`);
    const parameters = ["#/components/parameters/IdempotencyKey"];
    expect([...new Set(referred)].sort()).toEqual([...named, ...parameters].sort());
  });

  it("names what clients work with once, instead of writing it out in every answer", () => {
    const main = ["Task", "Run", "Comment", "Agent", "Project", "Review", "Key", "Event"];
    expect(Object.keys(schemas)).toEqual(expect.arrayContaining(main));
    expect(JSON.stringify(description).match(/"feedback_rating"/g)?.length).toBeLessThan(12);
  });

  it("describes the events as a union of all types", () => {
    const members = (schemas.Event?.oneOf ?? []).map(({ $ref }) => $ref.split("/").at(-1));
    expect(members).toEqual(DURABLE_TYPES.map((type) => `Event.${type}`));
  });

  it("accepts and ignores the fields that are listed, and refuses every other unknown one", () => {
    const ignored = new Set<string>();
    const bodies = operations.flatMap(({ path, method }) => {
      const body = routes[path]?.[method.toUpperCase() as "POST"]?.spec.body;
      return body ? [{ at: `${method} ${path}`, body }] : [];
    });
    expect(bodies.length).toBeGreaterThan(35);
    for (const { at, body } of bodies) {
      const issues = body.safeParse({ no_such_field: 1 }).error?.issues ?? [];
      const isRefused = issues.some(
        (issue) => issue.code === "unrecognized_keys" || issue.code === "invalid_union",
      );
      expect(isRefused, `${at} takes a field that it does not know`).toBe(true);
      const { properties = {} } = z.toJSONSchema(body, { io: "input", unrepresentable: "any" });
      for (const [name, field] of Object.entries(properties)) {
        if (typeof field === "object" && field.deprecated) ignored.add(name);
      }
    }
    const listed = Object.values(IGNORED_FIELDS).flatMap((fields) => Object.keys(fields));
    expect([...ignored].sort()).toEqual([...new Set(listed)].sort());
  });

  it("describes the body of a create with its required title", () => {
    const create = description.paths["/api/tasks"]?.post as unknown as {
      requestBody: {
        content: {
          "application/json": { schema: { required: string[]; additionalProperties: boolean } };
        };
      };
    };
    const { schema } = create.requestBody.content["application/json"];
    expect(schema.required).toContain("title");
    expect(schema.additionalProperties).toBe(false);
  });
});

/** What somebody writes against the types that `openapi-typescript` makes of the description. */
const CLIENT = `
import type { components, operations, paths } from "./api";

type Json<Id extends keyof operations, Status extends keyof operations[Id]["responses"]> =
  operations[Id]["responses"][Status] extends { content: { "application/json": infer Body } } ? Body : never;

declare function get<Path extends keyof paths>(path: Path): paths[Path];

export function titleOf(answer: Json<"tasks.read", 200>): string {
  const etag: string = answer.task.etag;
  const holder: string | null = answer.task.claimed_by;
  return [answer.task.title, etag, holder, ...answer.task.predecessors.map(({ ticket_ref }) => ticket_ref)].join();
}

export function complete(body: NonNullable<operations["tasks.complete"]["requestBody"]>["content"]["application/json"]) {
  const hours: number | undefined = body.actual_hours;
  return hours;
}

export function words(event: components["schemas"]["Event"]): string {
  switch (event.type) {
    case "run.completed":
      return event.data.run.agent;
    case "task.linked":
      return event.data.link_type;
    case "task.escalated":
      return event.data.ticket_ref + event.data.attempts;
    default:
      return event.type;
  }
}

export function depth(comment: components["schemas"]["Comment"]): number {
  return 1 + Math.max(0, ...comment.replies.map(depth));
}

export const update: paths["/api/tasks/{id}"]["patch"] = get("/api/tasks/{id}").patch;
// @ts-expect-error a task has no such field
export const colour = (task: components["schemas"]["Task"]) => task.colour;
// @ts-expect-error there is no such operation
export type None = operations["tasks.paint"];
`;

it("makes the types that are committed, which a client compiles with", { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "baton-client-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = (name: string): string => join(folder, name);
  const run = (script: string, ...args: string[]): string => {
    try {
      const maxBuffer = 16 * 1024 * 1024;
      const program = [inProject(script), ...args];
      return execFileSync(process.execPath, program, { encoding: "utf8", maxBuffer });
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      throw new Error(`${script} failed:\n${stdout}${stderr}`);
    }
  };
  const { types, operations: table } = JSON.parse(run("scripts/testing/generated.mjs"));
  const kept = (name: string) => readFileSync(inProject("client/generated", name), "utf8");
  const stale = "the API changed: run npm run generate and commit what it writes";
  expect(types === kept("api.d.ts"), stale).toBe(true);
  expect(table === kept("operations.ts"), stale).toBe(true);
  writeFileSync(file("api.d.ts"), types);
  writeFileSync(file("client.ts"), CLIENT);
  const compilerOptions = {
    noEmit: true,
    strict: true,
    target: "es2023",
    module: "esnext",
    moduleResolution: "bundler",
    types: [],
  };
  writeFileSync(file("tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
  run("node_modules/typescript/bin/tsc", "--project", folder);
});

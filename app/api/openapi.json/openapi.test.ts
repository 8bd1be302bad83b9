import { globSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { describeApi } from "@/lib/api/openapi";
import { routes } from "./routes";

interface Operation {
  summary: string;
  operationId: string;
  responses: Record<string, unknown>;
}
const description = describeApi(routes) as { paths: Record<string, Record<string, Operation>> };
const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

describe("the API description", () => {
  it("holds every route there is", () => {
    const folders = globSync("app/{api/**,message,skill,sse}/route.ts")
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

  it("says of every operation what it does, under a name of its own", () => {
    expect(operations.length).toBeGreaterThan(20);
    for (const { path, method, operation } of operations) {
      expect(operation.summary, `${method} ${path}`).not.toBe("");
    }
    const names = operations.map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
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

import { z } from "zod";
import { config } from "@/lib/core/config";
import type { RouteHandler, RouteSpec } from "@/lib/http/define-route";
import { ProblemShape } from "@/lib/http/problem";

/** A route module: what a `route.ts` exports, by method. */
export type RouteModule = Partial<
  Record<"GET" | "POST" | "PUT" | "PATCH" | "DELETE", RouteHandler>
>;

type JsonSchema = Record<string, unknown>;

function schemaOf(schema: z.ZodType, io: "input" | "output"): JsonSchema {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    reused: "inline",
  });
  return json;
}

function parametersOf(schema: z.ZodType | undefined, where: "path" | "query"): JsonSchema[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, "input") as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: where,
    required: where === "path" || required.includes(name),
    schema: property,
  }));
}

const problem = (description: string): JsonSchema => ({
  description,
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
});

function operationOf(method: string, path: string, spec: RouteSpec): JsonSchema {
  const good = String(spec.status ?? 200);
  const stream = path === "/api/events";
  const content = stream ? "text/event-stream" : "application/json";
  const parameters = [...parametersOf(spec.params, "path"), ...parametersOf(spec.query, "query")];
  if (method === "POST" && !spec.longLived)
    parameters.push({ $ref: "#/components/parameters/IdempotencyKey" });
  return {
    summary: spec.summary,
    operationId: `${method.toLowerCase()}${path.replace(/[^A-Za-z0-9]+(.)?/g, (_, c) => (c ?? "").toUpperCase())}`,
    tags: [path.split("/")[2]],
    ...(spec.role === "public" ? { security: [] } : {}),
    ...(parameters.length ? { parameters } : {}),
    ...(spec.body
      ? {
          requestBody: {
            content: { "application/json": { schema: schemaOf(spec.body, "input") } },
          },
        }
      : {}),
    responses: {
      [good]: {
        description: "OK",
        content: { [content]: { schema: spec.response ? schemaOf(spec.response, "output") : {} } },
      },
      ...(spec.body || spec.query || spec.params
        ? { 400: problem("Invalid input, each field with its rule") }
        : {}),
      ...(spec.role === "public"
        ? {}
        : {
            401: problem("No or bad credentials"),
            403: problem(`Requires ${spec.role ?? "viewer"} role or higher`),
          }),
      ...(spec.params ? { 404: problem("Not found") } : {}),
      ...(spec.role !== "public" && method !== "GET" ? { 409: problem("Conflict") } : {}),
    },
  };
}

/** The OpenAPI 3.1 description of the given routes, made from their declarations. */
export function describeApi(routes: Record<string, RouteModule>): JsonSchema {
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const [path, module] of Object.entries(routes)) {
    const operations: Record<string, JsonSchema> = {};
    for (const [method, handler] of Object.entries(module)) {
      if (handler?.spec) operations[method.toLowerCase()] = operationOf(method, path, handler.spec);
    }
    paths[path] = operations;
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Baton",
      version: config.version,
      description: "Mission control for AI agents.",
    },
    security: [{ bearer: [] }, { apiKey: [] }],
    paths,
    components: {
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer" },
        apiKey: { type: "apiKey", in: "header", name: "x-api-key" },
      },
      parameters: {
        IdempotencyKey: {
          name: "Idempotency-Key",
          in: "header",
          required: false,
          description: "The same key is carried out once; a repeat gets the first answer.",
          schema: { type: "string", minLength: 1, maxLength: 255 },
        },
      },
      schemas: { Problem: schemaOf(ProblemShape, "output") },
    },
  };
}

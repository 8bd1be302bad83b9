import { z } from "zod";
import { config } from "@/lib/core/config";
import { answerTypes } from "@/lib/http/answers";
import type { RouteHandler, RouteSpec } from "@/lib/http/define-route";
import { ProblemShape } from "@/lib/http/problem";

/** A route module: the exports of a `route.ts`, by method. */
export type RouteModule = Partial<
  Record<"GET" | "POST" | "PUT" | "PATCH" | "DELETE", RouteHandler>
>;

type JsonSchema = Record<string, unknown>;
type Direction = "input" | "output";

export const OpenApiDocument = z.looseObject({
  openapi: z.string(),
  info: z.looseObject({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), z.unknown()),
});

/**
 * Generates the OpenAPI 3.1 description of the given routes from their declarations. Schemas with an id become
 * components.
 */
export function describeApi(routes: Record<string, RouteModule>): JsonSchema {
  const components = new Components();
  const problem = components.schemaOf(ProblemShape, "output");
  const paths = Object.fromEntries(
    Object.entries(routes).map(([path, module]) => [
      path,
      Object.fromEntries(
        Object.entries(module).map(([method, { spec }]) => [
          method.toLowerCase(),
          operationOf(method, spec, components, problem),
        ]),
      ),
    ]),
  );
  return {
    openapi: "3.1.0",
    info: {
      title: "Baton",
      version: config.version,
      description: "Mission control for AI agents.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    security: [{ bearer: [] }, { apiKey: [] }],
    paths,
    components: {
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer" },
        apiKey: { type: "apiKey", in: "header", name: "x-api-key" },
      },
      parameters: { IdempotencyKey: IDEMPOTENCY_KEY },
      schemas: components.schemas,
    },
  };
}

const IDEMPOTENCY_KEY = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description: "The same key is carried out once; a repeat gets the first answer.",
  schema: { type: "string", minLength: 1, maxLength: 255 },
};

/** Collects the named schemas, so that each appears in the description once. */
class Components {
  readonly schemas: Record<string, JsonSchema> = {};

  schemaOf(schema: z.ZodType, io: Direction): JsonSchema {
    const {
      $schema: _,
      $defs,
      ...root
    } = z.toJSONSchema(schema, {
      io,
      unrepresentable: "any",
      reused: "inline",
    });
    for (const [name, definition] of Object.entries($defs ?? {})) this.#add(name, definition);
    return relocated(root);
  }

  /** A name stands for one schema: two that differ, or one whose input and output differ, need two names. */
  #add(name: string, definition: object): void {
    const schema = relocated(definition);
    const known = this.schemas[name];
    if (known && JSON.stringify(known) !== JSON.stringify(schema)) {
      throw new Error(`two different schemas are named ${name}`);
    }
    this.schemas[name] = schema;
  }
}

/** The same schema, with references to the description's components in place of inline definitions. */
function relocated(schema: object): JsonSchema {
  return JSON.parse(JSON.stringify(schema), (key, value) =>
    key === "$ref" && typeof value === "string"
      ? value.replace(/^#\/\$defs\//, "#/components/schemas/")
      : value,
  );
}

function operationOf(
  method: string,
  spec: RouteSpec,
  components: Components,
  problem: JsonSchema,
): JsonSchema {
  const parameters = [
    ...parametersOf(components, spec.params, "path"),
    ...parametersOf(components, spec.query, "query"),
  ];
  if (method === "POST" && (!spec.longLived || spec.keepsKey))
    parameters.push({ $ref: "#/components/parameters/IdempotencyKey" });
  return {
    operationId: spec.id,
    summary: spec.summary,
    tags: [spec.id.split(".")[0]],
    ...(spec.role === "public" ? { security: [] } : {}),
    ...(parameters.length ? { parameters } : {}),
    ...(spec.body ? { requestBody: requestBodyOf(components, spec.body) } : {}),
    ...(Array.isArray(spec.rawBody) ? { requestBody: fileBodyOf(spec.rawBody) } : {}),
    responses: responsesOf(method, spec, components, problem),
  };
}

function parametersOf(
  components: Components,
  schema: z.ZodType | undefined,
  where: "path" | "query",
): JsonSchema[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = components.schemaOf(schema, "input") as {
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

function requestBodyOf(components: Components, body: z.ZodType): JsonSchema {
  return {
    required: !body.safeParse({}).success,
    content: { "application/json": { schema: components.schemaOf(body, "input") } },
  };
}

function fileBodyOf(types: readonly string[]): JsonSchema {
  return { required: true, content: Object.fromEntries(types.map((type) => [type, {}])) };
}

function responsesOf(
  method: string,
  spec: RouteSpec,
  components: Components,
  problem: JsonSchema,
): JsonSchema {
  const content = Object.fromEntries(
    Object.entries(answerTypes(spec.response)).map(([type, schema]) => [
      type,
      { schema: components.schemaOf(schema, "output") },
    ]),
  );
  const good = { description: "OK", ...(Object.keys(content).length ? { content } : {}) };
  const refused = (description: string): JsonSchema => ({
    description,
    content: { "application/problem+json": { schema: problem } },
  });
  const isPublic = spec.role === "public";
  return {
    ...Object.fromEntries([spec.status ?? 200].flat().map((status) => [status, good])),
    400: refused("Invalid input, each field with its rule"),
    ...(isPublic ? {} : { 401: refused("No or bad credentials") }),
    ...(isPublic ? {} : { 403: refused(`Requires ${spec.role ?? "viewer"} role or higher`) }),
    ...(spec.params ? { 404: refused("Not found") } : {}),
    ...(isPublic || method === "GET" ? {} : { 409: refused("Conflict") }),
    503: refused("Not possible at the moment: try again after Retry-After seconds"),
  };
}

import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Actor, Role } from "@/lib/core/actor";
import { hasRole } from "@/lib/core/actor";
import { type Context, createContext } from "@/lib/core/context";
import { type Database, database, queueDatabase } from "@/lib/core/database";
import { DomainError } from "@/lib/core/errors";
import { currentRequest } from "@/lib/core/request-record";
import { type AnswerSpec, assertDeclared } from "./answers";
import { ifMatch } from "./etag";
import { answerOnce } from "./idempotency";
import { checkOrigin } from "./origin";
import { problemResponse } from "./problem";
import { parse, queryObject, readJson } from "./validate";

type Output<T> = T extends z.ZodType ? z.output<T> : undefined;

export type OperationId = `${string}.${string}`;

export interface RouteSpec<
  P extends z.ZodType | undefined = z.ZodType | undefined,
  Q extends z.ZodType | undefined = z.ZodType | undefined,
  B extends z.ZodType | undefined = z.ZodType | undefined,
> {
  /** The operation's name for clients, unique among all routes: `tasks.complete`. It never changes. */
  id: OperationId;
  summary: string;
  /** The minimum role; commands authorise the rest. `public` needs no credentials. */
  role?: Role | "public";
  params?: P;
  query?: Q;
  body?: B;
  /** The success response; checked in tests and development. */
  response: AnswerSpec;
  /** The success status for the API description; where there are several, the usual one comes first. */
  status?: number | readonly number[];
  /**
   * The handler reads the body itself: because it belongs to another protocol, or because it is a file of one of these content
   * types.
   */
  rawBody?: boolean | readonly string[];
  /** A GET that changes something, such as the queue's: a link from another site must not trigger it. */
  changes?: boolean;
  /** Long polls and streams do not run inside one transaction and take no Idempotency-Key. */
  longLived?: boolean;
  /** A long-lived POST whose command keeps the Idempotency-Key itself (`idempotencyKeyOf`). */
  keepsKey?: boolean;
  /** Polls and heartbeats use a connection pool of their own, so that long changes do not block them. */
  pool?: "queue";
  handle(args: {
    ctx: Context;
    params: Output<P>;
    query: Output<Q>;
    body: Output<B>;
    request: Request;
    /** The caller, and how a long-lived response checks again that it still has access. */
    caller: { actor: Actor; reauthenticate(): Promise<Actor> };
  }): Promise<Response> | Response;
}

export type RouteHandler = ((
  request: Request,
  context?: { params?: Promise<Record<string, string>> | Record<string, string> },
) => Promise<Response>) & { spec: RouteSpec };

/**
 * Authenticates a request. Throws `unauthenticated` for bad credentials; returns null when there are none. `fresh` relies on nothing
 * that was remembered from earlier requests.
 */
export type Authenticate = (
  request: Request,
  db: Database,
  options: { fresh: boolean },
) => Promise<Actor | null>;

const REQUEST_ID = /^[\w.:-]{1,100}$/;

/**
 * Binds `defineRoute` to a way of authenticating callers. The result authenticates the caller, checks origin and role,
 * parses the input, handles idempotency and maps errors as the route declares. The handler is a plain function of a
 * Request, independent of Next.
 */
export function bindDefineRoute(authenticate: Authenticate) {
  return function defineRoute<
    P extends z.ZodType | undefined = undefined,
    Q extends z.ZodType | undefined = undefined,
    B extends z.ZodType | undefined = undefined,
  >(spec: RouteSpec<P, Q, B>): RouteHandler {
    const handler = async (
      request: Request,
      context?: { params?: Promise<Record<string, string>> | Record<string, string> },
    ): Promise<Response> => {
      const sent = request.headers.get("x-request-id");
      const requestId = sent && REQUEST_ID.test(sent) ? sent : randomUUID();
      const observed = currentRequest();
      if (observed) observed.requestId = requestId;
      try {
        checkOrigin(request, spec.changes);
        const db = spec.pool === "queue" ? queueDatabase() : database();
        const actorNow = (fresh: boolean) =>
          actorFor(spec.role ?? "viewer", () => authenticate(request, db, { fresh }));
        const reauthenticate = () => actorNow(true);
        const actor = await actorNow(false);
        if (observed && actor !== NOBODY) observed.actor = { kind: actor.kind, name: actor.name };
        const url = new URL(request.url);
        const params = spec.params ? parse(spec.params, await context?.params, "path") : undefined;
        const query = parse(spec.query ?? NOTHING, queryObject(url), "query");
        const input = takesBody(request, spec) ? await readJson(request) : {};
        if (request.method === "DELETE") assertBodySent(spec.body, input);
        const body = parse(spec.body ?? NOTHING, input, "body");
        const run = async (ctx: Context): Promise<Response> => {
          const response = await spec.handle({
            ctx,
            params: params as Output<P>,
            query: query as Output<Q>,
            body: body as Output<B>,
            request,
            caller: { actor, reauthenticate },
          });
          await assertDeclared(spec.id, spec.response, response);
          return response;
        };
        const ctx = createContext(actor, db);
        const key = request.method === "POST" ? request.headers.get("idempotency-key") : null;
        const response =
          key !== null && !spec.longLived
            ? await answerOnce(ctx, { key, method: "POST", path: url.pathname, body: input }, run)
            : await run(ctx);
        if (response.headers.get("content-type")?.startsWith("text/event-stream"))
          observed?.onStream();
        return withStandardHeaders(response, requestId);
      } catch (error) {
        return problemResponse(error, requestId, { conditional: ifMatch(request) !== undefined });
      }
    };
    return Object.assign(handler, { spec: spec as unknown as RouteSpec });
  };
}

/** The same route under another method, for existing clients, with its own operation id. */
export function alias(route: RouteHandler, id: OperationId): RouteHandler {
  const handler: typeof route = Object.assign(
    (...args: Parameters<RouteHandler>) => route(...args),
    { spec: { ...route.spec, id } },
  );
  return handler;
}

/** A route that declares no query or body accepts none: extra fields are refused by name, not silently dropped. */
const NOTHING = z.strictObject({});

/** A DELETE that must say what it deletes, and says nothing. Some clients and proxies drop such a body. */
function assertBodySent(body: z.ZodType | undefined, input: unknown): void {
  if (body === undefined || JSON.stringify(input) !== "{}" || body.safeParse(input).success) return;
  throw new DomainError("invalid", "Request body required", {
    fix: "send what to delete as JSON in the body, with content-type: application/json",
    problems: [{ field: "body", rule: "is required" }],
  });
}

function takesBody(request: Request, spec: Pick<RouteSpec, "rawBody">): boolean {
  return !spec.rawBody && request.method !== "GET" && request.method !== "HEAD";
}

const NOBODY: Actor = {
  kind: "key",
  keyId: -1,
  name: "anonymous",
  role: "viewer",
  projectId: null,
  agentName: null,
};

async function actorFor(
  role: Role | "public",
  authenticate: () => Promise<Actor | null>,
): Promise<Actor> {
  if (role === "public") return NOBODY;
  const actor = await authenticate();
  if (!actor) {
    throw new DomainError("unauthenticated", "Authentication required", {
      fix: "send Authorization: Bearer KEY or x-api-key: KEY, or sign in",
    });
  }
  if (!hasRole(actor, role)) {
    throw new DomainError("forbidden", `Requires ${role} role or higher`, {
      fix: `ask an admin for the ${role} role`,
    });
  }
  return actor;
}

function withStandardHeaders(response: Response, requestId: string): Response {
  response.headers.set("x-request-id", requestId);
  response.headers.set("x-content-type-options", "nosniff");
  if (!response.headers.has("cache-control")) response.headers.set("cache-control", "no-store");
  return response;
}

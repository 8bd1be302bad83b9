import type { Database } from "@/lib/core/database";
import type { RouteHandler } from "@/lib/http/define-route";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
type Method = (typeof METHODS)[number];
/** The route files under test by their path, as the folders of `app` name it: `/api/agents/[id]`. */
export type Routes = Record<string, Partial<Record<Method, RouteHandler>>>;

export interface Answer {
  status: number;
  headers: Headers;
  /** The body, read as JSON; null if it is none. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into it as a client would
  body: any;
  text: string;
}

export type Call = (method: Method, path: string, body?: unknown, key?: string) => Promise<Answer>;

const ADMIN_KEY = "mc_the-admin-key-of-the-tests";

/**
 * Calls route files as a client would, on the given database: with the admin key, or the one that is given. A string is
 * sent as it is, everything else as JSON.
 */
export function caller(db: Database, routes: Routes): Call {
  process.env.MC_API_KEY = ADMIN_KEY;
  (globalThis as { __batonDatabase?: Database }).__batonDatabase = db;
  const table = Object.entries(routes).map(([path, handlers]) => {
    const names = [...path.matchAll(/\[(\w+)\]/g)].map((match) => match[1] as string);
    return { pattern: new RegExp(`^${path.replace(/\[\w+\]/g, "([^/]+)")}$`), names, handlers };
  });
  return async (method, path, body, key = ADMIN_KEY) => {
    const url = new URL(path, "http://baton.test");
    // The most specific path first: /api/agents/register before /api/agents/[id].
    const matches = table.filter(({ pattern }) => pattern.test(url.pathname));
    const route = matches.sort((a, b) => a.names.length - b.names.length)[0];
    const handler = route?.handlers[method];
    if (!route || !handler) throw new Error(`no route under test answers ${method} ${path}`);
    const values = url.pathname.match(route.pattern)?.slice(1) ?? [];
    const params = Object.fromEntries(route.names.map((name, i) => [name, values[i] as string]));
    const request = new Request(url, {
      method,
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: body === undefined || typeof body === "string" ? body : JSON.stringify(body),
    });
    const response = await handler(request, { params: Promise.resolve(params) });
    const text = await response.text();
    const isJson = /^application\/(problem\+)?json/.test(
      response.headers.get("content-type") ?? "",
    );
    return {
      status: response.status,
      headers: response.headers,
      body: isJson ? JSON.parse(text) : null,
      text,
    };
  };
}

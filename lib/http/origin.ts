import { config } from "@/lib/core/config";
import { DomainError } from "@/lib/core/errors";

const WRITES = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/**
 * Refuses a browser's write from another site. A request without an Origin does not come from a page; one that has the
 * session cookie but no Origin is refused too when the browser marks it as cross-site. A GET that changes something is refused to
 * whoever follows a link, on Baton's own pages too, because agents write texts with links.
 */
export function checkOrigin(request: Request, changes = WRITES.has(request.method)): void {
  if (!changes) return;
  if (request.method === "GET" && request.headers.get("sec-fetch-mode") === "navigate") {
    throw new DomainError("forbidden", "This address changes something, so no link leads to it", {
      fix: "send the request from a program",
    });
  }
  const origin = request.headers.get("origin");
  if (origin === null) {
    const site = request.headers.get("sec-fetch-site");
    if (site === "cross-site" || site === "same-site") throw foreign();
    return;
  }
  const forwarded = config.trustsProxy ? request.headers.get("x-forwarded-host") : null;
  const hosts = [forwarded, request.headers.get("host")]
    .filter((host): host is string => host !== null)
    .map((host) => host.split(",").at(-1)?.trim().toLowerCase());
  let from: string;
  try {
    from = new URL(origin).host.toLowerCase();
  } catch {
    throw foreign();
  }
  if (!hosts.includes(from)) throw foreign();
}

function foreign(): DomainError {
  return new DomainError("forbidden", "CSRF origin mismatch: the request comes from another site", {
    fix: "send it from Baton's own pages, or without an Origin header and with an API key",
  });
}

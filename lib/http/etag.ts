/** The version that the caller last saw (`If-Match`); `*` and a missing header skip the check. */
export function ifMatch(request: Request): { etag: string } | undefined {
  const header = request.headers.get("if-match");
  if (!header || header.trim() === "*") return undefined;
  return { etag: unquote(header) };
}

/** Whether the caller already has this version (`If-None-Match`). */
export function isUnchanged(request: Request, etag: string): boolean {
  const header = request.headers.get("if-none-match");
  return header?.split(",").some((candidate) => unquote(candidate) === etag) ?? false;
}

export function quote(etag: string): string {
  return `"${etag}"`;
}

function unquote(value: string): string {
  return value
    .trim()
    .replace(/^W\//, "")
    .replace(/^"(.*)"$/, "$1");
}

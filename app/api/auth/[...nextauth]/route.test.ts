import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { POST } from "./route";

const at = (...nextauth: string[]) => ({ params: Promise.resolve({ nextauth }) });
const request = (path: string, init: { method: string; headers?: Record<string, string> }) =>
  new NextRequest(`http://127.0.0.1:3000/api/auth/${path}`, {
    ...init,
    headers: { host: "127.0.0.1:3000", ...init.headers },
  });

test.each([
  ["callback/credentials", { origin: "http://127.0.0.1:4999" }],
  ["signout", { origin: "http://127.0.0.1:4999" }],
  ["signin/github", { origin: "null" }],
  ["session", { "sec-fetch-site": "same-site" }],
])(
  "a form of another program on this host, which can set next-auth's cookie, is refused: %s",
  async (path, headers) => {
    const answer = await POST(request(path, { method: "POST", headers }), at(...path.split("/")));
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ code: "forbidden" });
  },
);

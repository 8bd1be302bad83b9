import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { probeModels } from "./probe-models";

let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function probing(answer: RequestListener) {
  server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/models`;
  return probeModels(url, {}, new AbortController().signal);
}

test.each([
  [400, "invalid_request"],
  [401, "configuration"],
  [302, "configuration"],
  [429, "rate_limited"],
  [500, "provider"],
])(
  "an address that answers %i is told by its status, and none of its words are repeated",
  async (status, errorClass) => {
    const body = JSON.stringify({ error: { message: "aws_secret=hunter2" }, message: "hunter2" });
    const probe = await probing((_, response) => response.writeHead(status).end(body));
    expect(probe).toMatchObject({ ok: false, errorClass });
    expect(JSON.stringify(probe)).toContain(`answered ${status}`);
    expect(JSON.stringify(probe)).not.toContain("hunter2");
  },
);

test("no more is read than a list of models has", async () => {
  let closed: Promise<unknown> = Promise.resolve();
  const probe = await probing((_, response) => {
    closed = once(response, "close");
    const part = "x".repeat(64 * 1024);
    const more = (): void => {
      while (!response.destroyed && response.write(part));
    };
    response.on("drain", more);
    more();
  });
  expect(probe).toMatchObject({ ok: false, errorClass: "protocol" });
  await closed;
});

test("what stands in the place of a model's name and is none is left out", async () => {
  const data = [{ id: "gpt-5" }, { id: "two words" }, { id: "x".repeat(201) }, null, { id: 7 }];
  const probe = await probing((_, response) => response.end(JSON.stringify({ data })));
  expect(probe).toMatchObject({ ok: true, models: ["gpt-5"] });
});

test("a page in place of a list is no provider", async () => {
  const probe = await probing((_, response) => response.end("<html>secret</html>"));
  expect(probe).toMatchObject({ ok: false, errorClass: "protocol" });
  expect(JSON.stringify(probe)).not.toContain("secret");
});

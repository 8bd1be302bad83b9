import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { receiversOf } from "./address";
import { createSend } from "./send";

type Handle = (request: http.IncomingMessage, response: http.ServerResponse) => void;
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A receiver on this machine, and a way to send to it with a short limit. */
async function receiver(handle: Handle, { listed = true, answerMs = 5_000 } = {}) {
  const server = http.createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const receivers = receiversOf(listed ? [`127.0.0.1:${port}`, "hooks.test"] : []);
  const { send, close } = createSend({
    receivers: () => receivers,
    answerMs,
    resolve: (_host, _options, done) => done(null, [{ address: "127.0.0.1", family: 4 }]),
  });
  closing.push(() => {
    close();
    server.closeAllConnections();
    server.close();
  });
  const post = (path = "/", host = "127.0.0.1") =>
    send({
      url: `http://${host}:${port}${path}`,
      headers: { "content-type": "application/json", "webhook-id": "msg_1" },
      body: '{"ü":1}',
    });
  return { post, server };
}

const text = async (request: http.IncomingMessage) => {
  let body = "";
  for await (const chunk of request) body += chunk;
  return body;
};

describe("an attempt to deliver", () => {
  it("sends the body as it is and reads the beginning of the answer", async () => {
    let got = "";
    const { post } = await receiver(async (request, response) => {
      got = `${request.method} ${request.headers["webhook-id"]} ${await text(request)}`;
      response.writeHead(202).end("thanks\0".repeat(400));
    });
    const answer = await post();
    expect(got).toBe('POST msg_1 {"ü":1}');
    expect(answer).toMatchObject({ status: 202, error: null });
    expect(answer.excerpt).toMatch(/^thanksthanks/);
    expect(answer.excerpt?.length).toBeLessThanOrEqual(1_000);
  });

  it.each([400, 404, 410, 500, 503])("fails with the status %i", async (status) => {
    const { post } = await receiver((_, response) => response.writeHead(status).end("no"));
    expect(await post()).toMatchObject({ status, error: `answered ${status}`, excerpt: "no" });
  });

  it("does not follow a redirect", async () => {
    const asked: (string | undefined)[] = [];
    const { post } = await receiver((request, response) => {
      asked.push(request.url);
      response.writeHead(307, { location: "/elsewhere" }).end();
    });
    expect(await post()).toMatchObject({
      status: 307,
      error: "answered 307: redirects are not followed",
    });
    expect(asked).toEqual(["/"]);
  });

  it("fails when the answer is not complete in time", async () => {
    const silent = await receiver(() => undefined, { answerMs: 50 });
    expect(await silent.post()).toMatchObject({
      status: null,
      error: "no whole answer within 0.05 s",
    });
    const dripping = await receiver(
      (_, response) => {
        response.writeHead(200);
        response.write("and");
      },
      { answerMs: 50 },
    );
    expect(await dripping.post()).toMatchObject({ error: "no whole answer within 0.05 s" });
  });

  it("stops reading an endless answer, whose status counts", async () => {
    let isClosed: Promise<unknown> = Promise.resolve();
    const { post } = await receiver((_, response) => {
      response.writeHead(200);
      isClosed = new Promise((resolve) => response.on("close", resolve));
      const more = (): void => {
        while (!response.destroyed && response.write("x".repeat(4_096)));
        response.once("drain", more);
      };
      more();
    });
    expect(await post()).toMatchObject({ status: 200, error: null });
    await isClosed;
  });

  it("says in words why there was no answer", async () => {
    const { post, server } = await receiver(() => undefined);
    server.close();
    expect(await post()).toMatchObject({
      status: null,
      error: "nothing listens at its address (ECONNREFUSED)",
    });
  });

  it("is not made to a private address that is not listed, whatever its name is", async () => {
    let asked = 0;
    const { post } = await receiver((_, response) => {
      asked++;
      response.end();
    });
    expect((await post()).error).toBeNull();
    expect((await post("/", "hooks.test")).error).toBeNull();
    const unlisted = await receiver(() => asked++, { listed: false });
    expect((await unlisted.post()).error).toMatch(/^127\.0\.0\.1 is no public address/);
    expect((await unlisted.post("/", "hooks.test")).error).toMatch(
      /^hooks\.test is at 127\.0\.0\.1, which is no public address/,
    );
    expect(asked).toBe(2);
  });

  it("is repeated on a new connection when the receiver had closed the kept one", async () => {
    let connections = 0;
    const { post, server } = await receiver((_, response) => response.end("ok"));
    server.on("connection", () => connections++);
    expect(await post()).toMatchObject({ status: 200 });
    expect(await post()).toMatchObject({ status: 200 });
    expect(connections).toBe(1);
    server.closeIdleConnections();
    expect(await post()).toMatchObject({ status: 200 });
    expect(connections).toBe(2);
  });
});

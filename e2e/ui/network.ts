import {
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { Transform } from "node:stream";
import type { Page } from "playwright/test";

/** The network between a browser and Baton, with the faults that tests ask for. */
export interface Network {
  /** Where Baton is reached through it. */
  url: string;
  /** How many event streams are open. */
  streams(): number;
  /** Open streams stay open, and nothing arrives on them any more. New ones work. */
  swallowStreams(): void;
  /** Cuts the open streams. */
  breakStreams(): void;
  /** While true, every connection is refused. */
  isDown: boolean;
  /** The build that streams name in place of Baton's own. */
  build: string | null;
  /** While true, server actions are called by an id that no build has. */
  hasOtherActions: boolean;
  close(): Promise<void>;
}

interface OpenStream {
  response: ServerResponse;
  isSwallowed: boolean;
}

/** Puts a network in front of the Baton at `target`, over HTTP/1.1. */
export async function startNetwork(target: string): Promise<Network> {
  const { hostname, port } = new URL(target);
  const open = new Set<OpenStream>();
  const server: Server = createServer((incoming, outgoing) => {
    if (network.isDown) incoming.socket.destroy();
    else forward(incoming, outgoing);
  });

  function forward(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const headers = { ...incoming.headers };
    if (network.hasOtherActions && headers["next-action"]) headers["next-action"] = "0".repeat(42);
    const { method, url: path } = incoming;
    const passed = request({ hostname, port, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      const isStream = path?.startsWith("/api/events?") && answer.statusCode === 200;
      if (isStream) answer.pipe(changed({ response: outgoing, isSwallowed: false })).pipe(outgoing);
      else answer.pipe(outgoing);
      outgoing.on("close", () => answer.destroy());
    });
    passed.on("error", () => outgoing.destroy());
    incoming.pipe(passed);
  }

  function changed(stream: OpenStream): Transform {
    open.add(stream);
    stream.response.on("close", () => open.delete(stream));
    return new Transform({
      transform(chunk: Buffer, _, done) {
        if (stream.isSwallowed) return done();
        const text = chunk.toString();
        const { build } = network;
        done(null, build === null ? text : text.replace(/"build":"[^"]*"/, `"build":"${build}"`));
      },
    });
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const network: Network = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    streams: () => open.size,
    swallowStreams() {
      for (const stream of open) stream.isSwallowed = true;
    },
    breakStreams() {
      for (const { response } of open) response.destroy();
    },
    isDown: false,
    build: null,
    hasOtherActions: false,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return network;
}

/**
 * Holds back every script that the page at `path` does not name, which are those it fetches later. Returns what lets them
 * through.
 */
export async function holdLateScripts(page: Page, path: string): Promise<() => void> {
  const markup = await (await page.request.get(path)).text();
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route("**/_next/static/chunks/*.js", async (route) => {
    const name = new URL(route.request().url()).pathname.split("/").at(-1) ?? "";
    if (!markup.includes(name)) await promise;
    await route.continue();
  });
  return resolve;
}

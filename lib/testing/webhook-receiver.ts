import http from "node:http";
import type { AddressInfo } from "node:net";

export interface Received {
  id: string;
  body: string;
  headers: Record<string, string>;
  /** The event, or what else the body says. */
  json: { id?: number; type: string; data: Record<string, unknown> };
}

/** A receiver of webhooks on this machine: it keeps what it got, and answers with the status it is told to. */
export async function startReceiver() {
  const got: Received[] = [];
  let waiting: (() => void)[] = [];
  const told = { status: 204, before: async (): Promise<void> => undefined };
  const server = http.createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const headers = request.headers as Record<string, string>;
    await told.before();
    response.writeHead(told.status).end(told.status === 204 ? undefined : "as told");
    got.push({ id: String(headers["webhook-id"]), body, headers, json: JSON.parse(body) });
    for (const tell of waiting.splice(0)) tell();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    /** What the operator lists to allow it. */
    listed: `127.0.0.1:${port}`,
    got,
    told,
    /** Waits until it got so many messages since it was cleared. */
    async received(count: number): Promise<Received[]> {
      while (got.length < count) await new Promise<void>((resolve) => waiting.push(resolve));
      return got;
    },
    clear(): void {
      got.length = 0;
      told.status = 204;
      told.before = async () => undefined;
    },
    close(): void {
      waiting = [];
      server.closeAllConnections();
      server.close();
    },
  };
}

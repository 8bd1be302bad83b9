import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, it } from "vitest";
import { createApiHost } from "./host";
import type { RouteModule } from "./openapi";

function says(text: string): RouteModule {
  const answer = async () => new Response(text);
  return { GET: answer } as unknown as RouteModule;
}
const serve = createApiHost({
  "/api/runs/{id}/messages/{seq}": says("one message"),
  "/api/runs/{id}/messages/take": says("take"),
  "/api/{any}/latest": says("any"),
  "/api/runs/{id}": says("a run"),
  "/api/runs/latest": says("latest"),
});
const server = createServer((request, response) => void serve(request, response));
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

it.each([
  ["/api/runs/7/messages/take", "take"],
  ["/api/runs/7/messages/3", "one message"],
  ["/api/runs/latest", "latest"],
  ["/api/runs/7", "a run"],
  ["/api/tasks/latest", "any"],
])("answers %s by the route that names most of it", async (path, text) => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  expect(await (await fetch(url)).text()).toBe(text);
});

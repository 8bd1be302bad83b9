// The API and its jobs in a process of their own, over the database of a test, which may kill it. It loads everything, says so, and
// serves when it is told to: a server that takes the place of a killed one is there at once.
import { createServer } from "node:http";
import { load } from "../../../scripts/typescript.mjs";

process.once("disconnect", () => process.exit(0));
const [{ createApiHost }, { routes }, { boot }] = await Promise.all([
  load("lib/api/host.ts"),
  load("app/api/openapi.json/routes.ts"),
  load("lib/jobs/boot.ts"),
]);
const serve = createApiHost(routes);
const server = createServer(async (request, response) => {
  if (!(await serve(request, response))) response.writeHead(404).end();
});
process.once("message", () => {
  server.listen(Number(process.env.PORT), "127.0.0.1", () => {
    boot();
    process.send?.("serves");
  });
});
process.send?.("loaded");

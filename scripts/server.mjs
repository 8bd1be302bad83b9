import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import next from "next";
import { staticFolder } from "./build/compress.mjs";
import { builtId } from "./build/production.mjs";
import { inProject, projectRoot } from "./project.mjs";
import { admit } from "./serve/admission.mjs";
import { settleForwarded } from "./serve/forwarded.mjs";
import { hostPolicy } from "./serve/hosts.mjs";
import { staticFiles } from "./serve/static-files.mjs";
import { load } from "./typescript.mjs";

// The server process: Next behind Node's own HTTP server. scripts/serve.mjs starts it and tells it when to stop.
const streamsGraceMs = 5_000;
const requestsGraceMs = 3_000;
const tracesGraceMs = 1_000;
const port = Number(process.env.PORT);
const hostname = process.env.HOST;
const servesHttp = process.env.BATON_ROLE !== "jobs";

// Before anything else, so that everything is traced. Without the variable no tracing code is loaded.
const tracing = process.env.OTEL_EXPORTER_OTLP_ENDPOINT
  ? (await load("lib/api/open-telemetry.ts")).startTracing()
  : null;

const isDevelopment = process.env.NODE_ENV === "development";
if (isDevelopment) delete process.env.BATON_BUILD_ID;
else {
  process.env.BATON_BUILD_ID = builtId();
  // The configuration as the build resolved it, as Next's own standalone server takes it. Else Next loads its compiler to read ours.
  const { config } = JSON.parse(
    readFileSync(inProject(".next/required-server-files.json"), "utf8"),
  );
  process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(config);
}
const app = next({ dev: isDevelopment, dir: projectRoot, hostname, port });
await (isDevelopment ? app.prepare() : quietly(() => app.prepare()));
const handle = app.getRequestHandler();
const serveApi = isDevelopment ? null : await apiHost();
const serveStatic = isDevelopment ? null : staticFiles(inProject(staticFolder), "/_next/static/");
const isOurHost = hostPolicy(process.env);
const { observeRequest } = await load("lib/api/observe.ts");
const server = createServer((request, response) => {
  settleForwarded(request);
  return observeRequest(request, response, async () => {
    if (!admit(request, response, isOurHost)) return;
    if (isOfApi(request.url ?? "") && (await serveApi?.(request, response))) return;
    if (serveStatic?.(request, response)) return;
    await handle(request, response);
  });
});
// Longer than the usual idle time of a proxy in front, so that the proxy closes first and no request is lost.
server.keepAliveTimeout = 65_000;
server.headersTimeout = 70_000;
server.on("error", (error) => {
  console.error(`The server cannot listen on ${hostname} port ${port}: ${error.message}.`);
  process.exit(1);
});

/** The API, the two paths of older ticket clients, the skill and the metrics. @param {string} url */
function isOfApi(url) {
  return url.startsWith("/api/") || /^\/(sse|message|skill|metrics)(\?|$)/.test(url);
}

/** The API's routes without Next around them; in development Next serves them, so that a change shows at once. */
async function apiHost() {
  const { createApiHost } = await load("lib/api/host.ts");
  const { routes } = await load("app/api/openapi.json/routes.ts");
  return createApiHost(routes);
}

/** Without Next's remarks about its configuration; warnings and errors are shown. @param {() => Promise<void>} work */
async function quietly(work) {
  const { log } = console;
  console.log = () => {};
  await work();
  console.log = log;
}

let stopping = false;
async function stop() {
  if (stopping) return;
  stopping = true;
  const closed = new Promise((resolve) => server.close(resolve));
  const drained = servesHttp ? Promise.race([closed, wait(requestsGraceMs)]) : Promise.resolve();
  // Connections that become idle while the last requests are answered would keep the server from closing.
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  // The application ends its event streams and its job runner, and closes the database once the requests are answered.
  const ended = Promise.resolve(globalThis.__batonShutdown?.(drained)).catch(console.error);
  await Promise.race([Promise.all([ended, drained]), wait(streamsGraceMs)]);
  clearInterval(idle);
  server.closeAllConnections();
  await Promise.race([tracing?.stop(), wait(tracesGraceMs)]).catch(console.error);
  process.exit(0);
}

process.on("SIGTERM", stop);
process.on("disconnect", stop);
process.on("SIGINT", () => {}); // Ctrl-C reaches the whole terminal group; serve.mjs decides the order.
process.on("SIGHUP", () => {});

if (servesHttp) server.listen(port, hostname, () => process.send?.("ready"));
else process.send?.("ready");

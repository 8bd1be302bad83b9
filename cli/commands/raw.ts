import { Command } from "commander";
import { usage } from "../failure";
import type { Globals, Open } from "../session";
import { jsonOf } from "../verbs/input";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];
const HELP = `
mc raw GET /api/health
mc raw POST /api/tasks --body '{"title": "Fix the login"}'
The description of every path: mc raw GET /api/openapi.json`;

/** `mc raw METHOD PATH`: any request, with the key and the error handling of every other command. */
export function rawCommand(open: Open): Command {
  const command = new Command("raw")
    .description("send any request")
    .argument("[method]", METHODS.join(", "))
    .argument("[path]", "such as /api/tasks?status=inbox")
    .option("--method <method>", "the same as the first word")
    .option("--path <path>", "the same as the second word")
    .option("--body <json>", "JSON, @FILE or -")
    .addHelpText("after", HELP);
  return command.action(async (...args: unknown[]) => {
    const [first, second] = args as (string | undefined)[];
    const options = command.opts<{ method?: string; path?: string; body?: string }>();
    const session = open(command.optsWithGlobals<Globals>());
    const method = (first ?? options.method ?? "").toUpperCase();
    const path = second ?? options.path ?? "";
    if (!METHODS.includes(method))
      throw usage(
        `"${method}" is no method`,
        `take one of ${METHODS.join(", ")}: mc raw GET /api/tasks`,
      );
    if (!path.startsWith("/")) throw usage("a path begins with /", "such as mc raw GET /api/tasks");
    const body = options.body === undefined ? undefined : jsonOf(options.body, "--body");
    const baton = await session.baton();
    const { signal, timeoutMs, out } = session;
    const reply = await baton.send(method, path, { body }, { signal, timeoutMs });
    await (typeof reply.body === "string" ? out.line(reply.body) : out.value(reply.body));
  });
}

import { Command, Option } from "commander";
import { keyed } from "@/client/client";
import { NotBaton } from "@/client/failures";
import { OPERATIONS } from "@/client/generated/operations";
import type { Operation } from "@/client/operation";
import type { Reply } from "@/client/transport";
import { EXIT, Failure } from "../failure";
import type { Globals, Open, Session } from "../session";
import { kindOfKey } from "../settings";
import { printAnswer } from "./answer";
import { addFieldOptions, type FieldOption, fieldOptions } from "./options";
import { projectIdOf } from "./project";
import { requestOf, type VerbRequest } from "./request";
import type { Group, Row, Verb } from "./verb";

const verbs = new WeakMap<Command, Verb>();

/** The operation behind a command, if it is one. */
export function operationOf(command: Command): (Operation & { id: string }) | null {
  const verb = verbs.get(command);
  return verb ? { id: verb.operation, ...OPERATIONS[verb.operation] } : null;
}

/** Whether a key of this kind may call the operation at all. A person's or a script's may ask for everything. */
export function isOffered(operation: Operation, kind: ReturnType<typeof kindOfKey>): boolean {
  if (kind === "general" || operation.role === "public") return true;
  return kind === "run" ? operation.run : operation.agent;
}

/** Adds the commands of a group. What a key of this kind may never do is not listed, and says so when it is called. */
export function addVerbs(
  parent: Command,
  group: Group,
  open: Open,
  kind: ReturnType<typeof kindOfKey>,
): void {
  for (const verb of group.verbs) {
    const words = verb.name.split(" ");
    const last = words.pop() as string;
    const place = words.reduce((at, word) => nested(at, word, group.name), parent);
    const hidden = !isOffered(OPERATIONS[verb.operation], kind);
    place.addCommand(commandOf(verb, last, open), { hidden });
  }
}

function nested(parent: Command, word: string, group: string): Command {
  const known = parent.commands.find((command) => command.name() === word);
  if (known) return known;
  return parent.command(word).description(`${word} of ${group}`);
}

/** The command of one verb, under a name of its own. */
export function commandOf(verb: Verb, name: string, open: Open): Command {
  const operation: Operation = OPERATIONS[verb.operation];
  const fields = fieldOptions(verb, operation);
  const command = new Command(name).description(verb.about ?? operation.summary);
  verbs.set(command, verb);
  for (const alias of verb.aliases ?? []) command.alias(alias);
  for (const word of verb.words ?? []) {
    command.argument(`[${word.as}${word.rest ? "..." : ""}]`, aboutWord(word.field, operation));
  }
  if (verb.words?.some(({ field }) => operation.path.includes(`{${field}}`)))
    command.option("--id <id>", "the same as the first word");
  addFieldOptions(command, fields, verb);
  if (operation.body !== null)
    command.option("--body <json>", "the request as JSON, @FILE or -; other options change it");
  if (verb.list && "cursor" in operation.query)
    command.addOption(new Option("--all", "every page, not the first alone"));
  command.addHelpText("after", () => helpAfter(verb, operation));
  command.action(async (...args: unknown[]) => {
    const session = open(command.optsWithGlobals<Globals>());
    assertOffered(verb, operation, session);
    const given = { words: args.slice(0, -2) as string[], options: command.opts<Row>() };
    await runVerb(session, verb, operation, fields, given);
  });
  return command;
}

function aboutWord(field: string, operation: Operation): string {
  const { values } = operation.body?.[field] ?? operation.query[field] ?? {};
  return values?.join(", ") ?? "";
}

function helpAfter({ more }: Verb, { method, path, role, body }: Operation): string {
  const needs = role === "viewer" || role === "public" ? "" : `, for ${role}s`;
  const isClearable = Object.values(body ?? {}).some(({ nullable }) => nullable);
  const remarks = [
    `${method} ${path}${needs}`,
    ...(body ? ["- stands for standard input, @FILE for a file's content."] : []),
    ...(isClearable
      ? ["--no-OPTION clears a field that may be empty, such as --no-assigned-to."]
      : []),
    ...(more ? [more] : []),
  ];
  return `\n${remarks.join("\n")}`;
}

function assertOffered(verb: Verb, operation: Operation, { settings }: Session): void {
  const kind = kindOfKey(settings.key);
  if (isOffered(operation, kind)) return;
  const whose = kind === "run" ? "a run's key" : "an agent's key";
  throw new Failure(`${whose} may not ${verb.name} (${verb.operation})`, {
    exitCode: EXIT.forbidden,
    code: "forbidden",
    fix: "`mc --help` lists what it may do; ask a person for the rest",
  });
}

async function runVerb(
  session: Session,
  verb: Verb,
  operation: Operation,
  fields: FieldOption[],
  given: { words: string[]; options: Row },
): Promise<void> {
  const baton = await session.baton();
  const request = requestOf(verb, operation, fields, given);
  await nameProject(session, operation, request);
  const { signal, timeoutMs } = session;
  const waitSeconds = Math.max(verb.patientSeconds ?? 0, Number(request.query.wait ?? 0));
  const options = keyed(operation, {
    signal,
    timeoutMs: timeoutMs ?? (waitSeconds > 0 ? (waitSeconds + 15) * 1_000 : undefined),
  });
  const send = async () => {
    const reply = await baton.send(operation.method, operation.path, request, options);
    // What answers with a page is a proxy or another program: nothing was done, and nothing of it is for this terminal.
    if (reply.type === "text/html") throw new NotBaton(session.settings.url, reply.type);
    return reply;
  };
  const reply = await send();
  if (given.options.all === true) await addPages(verb, request, reply, send);
  await printAnswer(session, verb, reply);
}

/** The project of `--project`, where the operation takes one and no other was given. */
async function nameProject(
  session: Session,
  operation: Operation,
  request: VerbRequest,
): Promise<void> {
  const { project } = session.settings;
  if (project === null) return;
  const body = projectHolder(operation, request.body);
  if (body && !("project_id" in body)) {
    body.project_id = await projectIdOf(session, project);
  } else if ("project_id" in operation.query && request.query.project_id === undefined) {
    request.query.project_id = String(await projectIdOf(session, project));
  }
}

/** The part of a body that names a project: itself, or the template of the tasks that it is about. */
function projectHolder({ body: fields }: Operation, body: unknown): Row | null {
  if (fields === null || typeof body !== "object" || body === null) return null;
  if ("project_id" in fields) return Array.isArray(body) ? null : (body as Row);
  const { task_template: template } = body as Row;
  return "task_template" in fields && typeof template === "object"
    ? (template as Row | null)
    : null;
}

/** Adds the pages after the first to it. */
async function addPages(
  { list }: Verb,
  request: VerbRequest,
  first: Reply,
  send: () => Promise<Reply>,
): Promise<void> {
  if (!list) return;
  const answer = first.body as Row;
  const rows = answer[list.at];
  if (!Array.isArray(rows)) return;
  const seen = new Set<unknown>();
  while (typeof answer.next_cursor === "string" && !seen.has(answer.next_cursor)) {
    seen.add(answer.next_cursor);
    request.query.cursor = answer.next_cursor;
    const page = (await send()).body as Row;
    for (const row of (page[list.at] as unknown[] | undefined) ?? []) rows.push(row);
    answer.next_cursor = page.next_cursor ?? null;
  }
}

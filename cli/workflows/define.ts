import { readFileSync } from "node:fs";
import path from "node:path";
import { Command } from "commander";
import { Refused } from "@/client/failures";
import { EXIT, Failure, usage } from "../failure";
import { harmless } from "../output/table";
import type { Globals, Open, Session } from "../session";
import { projectIdOf } from "../verbs/project";
import { type Problem, placeText, problemsIn } from "./places";

interface Source {
  file: string;
  text: string;
  format: "yaml" | "json";
}

export function sourceOf(file: string): Source {
  const format = file.endsWith(".json") ? "json" : "yaml";
  try {
    const text = readFileSync(file === "-" ? 0 : file, "utf8");
    return { file: file === "-" ? "standard input" : file, text, format };
  } catch (error) {
    throw usage(`${file} cannot be read: ${(error as Error).message}`, "give a definition's file");
  }
}

/** What a definition is called unless somebody says: `feature` for `flows/feature.yaml`. */
export const nameOf = (file: string): string => path.basename(file).replace(/\.(ya?ml|json)$/i, "");

/** The longest definition that Baton takes, in bytes. */
const MOST_BYTES = 262_144;

/** Sends a definition. What is wrong with it is shown where it is. */
async function sent<T>(session: Session, source: Source, send: () => Promise<T>): Promise<T> {
  const bytes = Buffer.byteLength(source.text);
  if (bytes > MOST_BYTES) {
    // A much longer one would be refused before anybody looked at what it is.
    const message = `the definition has ${Math.ceil(bytes / 1_024)} KB, and ${MOST_BYTES / 1_024} KB are the most`;
    const fix = "move long texts into files that stages read with from";
    throw refusal(session, source, [{ message, line: 1, column: 1, fix }]);
  }
  try {
    return await send();
  } catch (error) {
    const problems = error instanceof Refused ? problemsIn(error.problem.problems) : [];
    if (!problems.some(({ line }) => line != null)) throw error;
    throw refusal(session, source, problems);
  }
}

function refusal({ out, globals }: Session, source: Source, problems: Problem[]): Failure {
  const { file, text } = source;
  if (!globals.json)
    for (const problem of problems) console.error(placeText(problem, file, text, out.paint));
  const count = problems.length === 1 ? "a problem" : `${problems.length} problems`;
  return new Failure(`${file} has ${count}`, {
    exitCode: EXIT.usage,
    code: "invalid",
    fix: "mend it where it is marked; `mc workflows schema` prints what a definition may have",
    problems: problems.map((problem) => ({
      field: problem.path ?? "source",
      rule: problem.message,
      ...problem,
    })),
  });
}

export async function projectOf(session: Session): Promise<{ project_id?: number }> {
  const { project } = session.settings;
  return project === null ? {} : { project_id: await projectIdOf(session, project) };
}

export function defineCommand(open: Open): Command {
  const command = new Command("define")
    .description("define a workflow by a file; one of that name gets a new version")
    .argument("<file>", "YAML or JSON; - is standard input")
    .option("--name <name>", "what it is called; by default as the file")
    .option("--description <text>", "what it is for")
    .option("--note <text>", "what is new in this version");
  return command.action(async (file: string, options: Naming) => {
    const session = open(command.optsWithGlobals<Globals>());
    const { out } = session;
    const source = sourceOf(file);
    const answer = await define(session, source, options.name ?? nameOf(file), options);
    for (const warning of problemsIn(answer.warnings))
      out.note(placeText(warning, source.file, source.text, out.paint));
    if (out.json) return out.value(answer);
    const { name } = answer.workflow;
    if (out.quiet) return out.line(name);
    const state = answer.is_new_version ? "" : ", which it was already";
    await out.line(harmless(`${name}, version ${answer.version}${state}`));
  });
}

interface Naming {
  name?: string;
  description?: string;
  note?: string;
}

export async function define(session: Session, source: Source, name: string, naming: Naming = {}) {
  const { description, note } = naming;
  const baton = await session.baton();
  const { text, format } = source;
  const body = { name, source: text, format, description, note, ...(await projectOf(session)) };
  const answer = await sent(session, source, () =>
    baton.call("workflows.define", { body }, session),
  );
  if ("workflow" in answer) return answer;
  throw new Failure("Baton answered without a workflow", {
    fix: "use a version of mc that fits this Baton",
  });
}

export function checkCommand(open: Open): Command {
  const command = new Command("check")
    .description("check a definition, and define nothing")
    .argument("<file>", "YAML or JSON; - is standard input");
  return command.action(async (file: string) => {
    const session = open(command.optsWithGlobals<Globals>());
    const { out } = session;
    const source = sourceOf(file);
    const baton = await session.baton();
    const body = { source: source.text, format: source.format };
    const answer = await sent(session, source, () =>
      baton.call("workflows.check", { body }, session),
    );
    const problems = problemsIn(answer.problems);
    if (problems.length > 0) throw refusal(session, source, problems);
    if (out.json) return out.value(answer);
    for (const warning of problemsIn(answer.warnings))
      await out.line(placeText(warning, source.file, source.text, out.paint));
    await out.line(harmless(`${source.file} is a workflow.`));
  });
}

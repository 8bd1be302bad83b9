import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { Command } from "commander";
import { usage } from "../failure";
import { DEFAULT_PROFILE, type Profile, readProfile, writeProfile } from "../profile";
import type { Globals, Open } from "../session";
import { addressOf, DEFAULT_URL, readSettings } from "../settings";
import { textOf } from "../verbs/input";

const HELP = `
mc init --url https://baton.example --key @key.txt
mc init --profile work --url https://baton.example --key - < key.txt
Without --url or --key it asks for them, in a terminal. The file is $XDG_CONFIG_HOME/baton/NAME.json, which only you can read.`;

/** `mc init`: checks an address and a key, and saves them as a profile. */
export function initCommand(open: Open): Command {
  const command = new Command("init")
    .description("check where Baton is and who calls, and save both as a profile")
    .addHelpText("after", HELP);
  return command.action(async () => {
    const globals = command.optsWithGlobals<Globals>();
    // The profile that is written need not be there yet.
    const { out, signal } = open({ ...globals, profile: undefined });
    const name = globals.profile ?? DEFAULT_PROFILE;
    const before = readProfile(name) ?? {};
    const proposed = before.url ?? process.env.MC_URL?.trim() ?? DEFAULT_URL;
    const url = addressOf(globals.url ?? (await ask("Address of Baton", proposed, signal)));
    const given = globals.key ?? process.env.MC_API_KEY?.trim();
    const key = (
      given === undefined ? await askSecretly("API key", signal) : textOf(given, "--key")
    ).trim();
    if (key === "") throw usage("a profile needs a key", "give it with --key @FILE or --key -");
    const [{ connect }, { httpFetch }] = await Promise.all([
      import("@/client/client"),
      import("../http"),
    ]);
    const baton = connect({ ...readSettings({ url, key }, {}), fetch: httpFetch });
    const health = await baton.call("health.read", {}, { signal });
    const { user } = await baton.call("accounts.me", {}, { signal });
    // What somebody wrote for `mc worker` stays.
    const profile: Profile = { url, key, ...(before.worker ? { worker: before.worker } : {}) };
    if (globals.project) profile.project = globals.project;
    if (globals.as) profile.agent = globals.as;
    const file = writeProfile(name, profile);
    const caller = { username: user.username, role: user.role };
    if (out.json) return out.value({ profile: name, file, url, version: health.version, caller });
    await out.line(
      `Baton ${health.version} answers at ${url}; you are ${user.username} (${user.role}).`,
    );
    out.note(`Saved as profile "${name}" in ${file}.`);
  });
}

/** Asks in a terminal; elsewhere the proposal counts. */
async function ask(question: string, proposed: string, signal: AbortSignal): Promise<string> {
  if (!process.stdin.isTTY) return proposed;
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await answerTo(lines, `${question} [${proposed}]: `, signal);
    return answer.trim() || proposed;
  } finally {
    lines.close();
  }
}

async function askSecretly(question: string, signal: AbortSignal): Promise<string> {
  if (!process.stdin.isTTY)
    throw usage("init needs a key", "give it with --key @FILE, --key - or MC_API_KEY");
  process.stderr.write(`${question}: `);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  try {
    return await answerTo(lines, "", signal);
  } finally {
    lines.close();
    process.stderr.write("\n");
  }
}

function answerTo(
  lines: ReturnType<typeof createInterface>,
  question: string,
  signal: AbortSignal,
): Promise<string> {
  return new Promise((resolve, reject) => {
    lines.once("SIGINT", () => process.kill(process.pid, "SIGINT"));
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    lines.question(question, resolve);
  });
}

// A program that does what its prompt says, as agents' programs do: well, badly, or not at all. For the tests of workers.
import { spawn } from "node:child_process";
import { existsSync, readFileSync, watch, writeFileSync } from "node:fs";
import path from "node:path";

// Nothing of a test that was stopped stays for long.
setTimeout(() => process.exit(1), 300_000).unref();

const prompt = process.env.BATON_PROMPT_FILE
  ? readFileSync(process.env.BATON_PROMPT_FILE, "utf8")
  : readFileSync(0, "utf8");
// In a turn, what was said before stands before "# Now".
const [, what = "answer", about = ""] =
  /\[\[do (\w+) ?([^\]]*)\]\]/.exec(prompt.split("\n# Now\n").at(-1) ?? "") ?? [];

/** @param {string} file */
async function fileThere(file) {
  const folder = watch(path.dirname(file));
  try {
    while (!existsSync(file)) await new Promise((resolve) => folder.once("change", resolve));
  } finally {
    folder.close();
  }
}

const DEAF = "process.on('SIGTERM', () => {}); setTimeout(() => {}, 300_000)";

const DEEDS = {
  answer: () => console.log(`The result of ${process.env.MC_TASK}`),
  /** Says what it was told. */
  prompt: () => console.log(prompt),
  json() {
    const usage = { input_tokens: 1200, output_tokens: 34 };
    const model = "claude-sonnet-5-5";
    console.log(JSON.stringify({ result: "Done in JSON", usage, cost_usd: 0.25, model }));
  },
  flood() {
    process.stdout.write(`${"x".repeat(4 * 1024 * 1024)}\n`);
    console.log("Done after the flood");
  },
  nothing: () => undefined,
  refuse() {
    console.log(JSON.stringify({ error: "the model declined", session_id: "s-1" }));
    process.exitCode = 1;
  },
  /** Starts a child, says who both are, and neither ends by itself nor when it is asked to. */
  hang() {
    process.on("SIGTERM", () => undefined);
    const child = spawn(process.execPath, ["-e", DEAF]);
    child.once("spawn", () => writeFileSync(about, `${process.pid} ${child.pid}`));
    setInterval(() => undefined, 1_000);
  },
  /** Says that it has begun with one file, and ends when another is there. */
  async wait() {
    writeFileSync(`${about}.begun`, "");
    await fileThere(about);
    console.log("Waited, and done");
  },
  /** Asks a person and ends its turn; called again with the answer, it says what it heard, and in which session. */
  async ask() {
    const [, heard] = /\nAnswer of [^:]*: (.*)/.exec(prompt) ?? [];
    const { MC_URL: url, MC_API_KEY: key, MC_RUN: run, MC_SESSION: session } = process.env;
    if (heard) return console.log(`${heard.trim()}, in ${session}`);
    const response = await fetch(`${url}/api/runs/${run}/requests`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify({ title: "Which colour?", options: ["Red", "Blue"] }),
    });
    // About "slowly", it ends its turn only after it was answered, which it does not hear.
    const isWaiting = async () => {
      const { run: now } = await (
        await fetch(`${url}/api/runs/${run}`, { headers: { authorization: `Bearer ${key}` } })
      ).json();
      return now.state === "waiting";
    };
    while (about === "slowly" && (await isWaiting())) await new Promise((r) => setTimeout(r, 20));
    console.log(JSON.stringify({ result: `Asked: ${response.status}`, session_id: "s-7" }));
  },
  /** Changes a file of its folder, and says nothing but what it answers to comments on what it did before. */
  change() {
    writeFileSync(about, `${process.env.MC_TASK} on ${process.env.BATON_BRANCH}\n`);
    for (const [, id] of prompt.matchAll(/^Comment (\d+) \(open\):$/gm))
      console.log(`COMMENT ${id} FIXED: written anew`);
  },
  environment() {
    console.log(Object.keys(process.env).sort().join(" "));
    console.log(`my key is ${process.env.MC_API_KEY}, yours ${about}`);
  },
};

await DEEDS[/** @type {keyof typeof DEEDS} */ (what)]();

// What the agents of a workflow's journey do, once they are let: `node workflow-program.mjs ROLE SIGNALS`, the prompt on stdin.
import { readdirSync, readFileSync, rmSync, watch, writeFileSync } from "node:fs";
import path from "node:path";

// Nothing of a test that was stopped stays for long.
setTimeout(() => process.exit(1), 300_000).unref();

const [role = "", signals = ""] = process.argv.slice(2);
const prompt = readFileSync(0, "utf8");

/** Takes one signal that is for this role; waits until there is one. */
async function letGo() {
  const folder = watch(signals);
  try {
    for (;;) {
      const mine = readdirSync(signals).find((name) => name.startsWith(`${role}.`));
      if (mine) return rmSync(path.join(signals, mine));
      await new Promise((resolve) => folder.once("change", resolve));
    }
  } finally {
    folder.close();
  }
}

/** @param {string} result */
function say(result) {
  const usage = { input_tokens: 1200, output_tokens: 34 };
  console.log(JSON.stringify({ result, usage, cost_usd: 0.25, model: "claude-sonnet-5-5" }));
}

const wanted = /Count the \w+/.exec(prompt)?.[0];
console.error(`${role} has begun`);
if (role === "planner" && !wanted) console.error("I find nothing to count in what is wanted");
await letGo();
switch (role) {
  case "planner":
    say(`Two steps to: ${wanted}`);
    break;
  case "coder":
    writeFileSync("herons.txt", "one heron\ntwo herons\n");
    say("Wrote herons.txt");
    break;
  case "tester":
    say(prompt.includes("Wrote herons.txt") ? "Two herons, as planned" : "Nothing to test");
    break;
  default:
    say(prompt.includes("Two herons") ? "It can be published" : "The tests are missing");
}

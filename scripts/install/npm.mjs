import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../project.mjs";
import { Refusal, tail } from "../refusal.mjs";

/**
 * Runs npm, the one that started us when there is one, on the given Node.
 * @param {string} node path of the Node to run it on
 * @param {string[]} args
 * @param {string} what what it installs, for the error message
 */
export function runNpm(node, args, what) {
  const cli = process.env.npm_execpath;
  const viaNode = cli && /npm-cli\.[cm]?js$/.test(cli) && existsSync(cli);
  const [command, first] = viaNode ? [node, [cli]] : ["npm", []];
  const ran = spawnSync(
    command,
    [...first, ...args, "--no-audit", "--no-fund", "--loglevel=error"],
    {
      cwd: projectRoot,
      encoding: "utf8",
      env: {
        ...process.env,
        PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ""}`,
      },
      maxBuffer: 64 * 1024 * 1024,
      shell: !viaNode && process.platform === "win32",
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  if (/** @type {NodeJS.ErrnoException | undefined} */ (ran.error)?.code === "ENOENT") {
    throw new Refusal("npm was not found: install Node.js with npm, then start again.");
  }
  if (ran.error) throw new Refusal(`npm could not run: ${ran.error.message}.`);
  if (ran.status !== 0) {
    throw new Refusal(
      `${tail(`${ran.stdout}\n${ran.stderr}`)}\nInstalling ${what} failed; npm's reason is above.`,
    );
  }
}

import { spawn } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import { Command } from "commander";
import { EXIT, usage } from "../failure";

const HELP = `
It runs where Baton is installed, with the environment that Baton is started with (BATON_DATA_DIR, BATON_SECRET, DATABASE_URL), while
Baton is stopped. Everything happens beside what is there; only a restored database whose counts and hashes are those of the backup
takes its place, and what was there is moved aside. A backup of an older version is brought up to this one.

--check works at any time and changes nothing: it restores into a temporary database, compares, and removes it again.`;

/** `mc restore FILE`: runs the restore of the installation that this file belongs to. */
export function restoreCommand(): Command {
  return new Command("restore")
    .description("restore a backup where Baton is installed, or prove one with --check")
    .argument("<file>", "a backup made by `mc backup` or by the schedule")
    .option("--check", "restore into a temporary database, compare, and change nothing")
    .option("--replace", "put it in the place of the data that is there, which is moved aside")
    .option("--new-secret", "go on with another secret: what only the former one opens is removed")
    .option("--start", "start Baton afterwards")
    .addHelpText("after", HELP)
    .action(async (file: string, options: Record<string, boolean>) => {
      const flags = {
        check: "--check",
        replace: "--replace",
        newSecret: "--new-secret",
        start: "--start",
      };
      const words = Object.entries(flags).flatMap(([name, flag]) => (options[name] ? [flag] : []));
      process.exitCode = await runInstalled([
        "scripts/restore.mjs",
        ...words,
        "--",
        path.resolve(file),
      ]);
    });
}

/** Runs a script of the installation on its own Node, and resolves to the exit code. */
async function runInstalled(words: string[]): Promise<number> {
  const run = path.join(path.dirname(realpathSync(process.argv[1] ?? "")), "run.mjs");
  if (!existsSync(run)) {
    throw usage(
      "a restore needs the installation, and this is a copy of mc alone",
      "run it where Baton is installed: node scripts/mc-cli.cjs restore FILE",
    );
  }
  const child = spawn(process.execPath, [run, ...words], { stdio: "inherit" });
  // The terminal sends Ctrl-C to both; the restore cleans up and says how it ended.
  const wait = () => undefined;
  process.on("SIGINT", wait);
  const code = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (ended) => resolve(ended ?? EXIT.interrupted));
  });
  process.off("SIGINT", wait);
  return code === 0 ? EXIT.done : code === EXIT.interrupted ? code : EXIT.usage;
}

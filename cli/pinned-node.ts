import { spawn } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import path from "node:path";

/** The Node that Baton brings along; null where the command line was copied elsewhere, and on that Node itself. */
export function pinnedNode(): string | null {
  const name = process.platform === "win32" ? "node.exe" : "node";
  const pinned = path.join(path.dirname(scriptFile()), "../node_modules/node/bin", name);
  if (!existsSync(pinned)) return null;
  return realpathSync(pinned) === realpathSync(process.execPath) ? null : pinned;
}

/** Runs this command again on another Node, and resolves to its exit code. */
export function runAgainOn(node: string): Promise<number> {
  const args = [scriptFile(), ...process.argv.slice(2)];
  const child = spawn(node, args, { stdio: "inherit" });
  const end = () => child.kill("SIGTERM");
  process.on("SIGTERM", end);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => {
      process.off("SIGTERM", end);
      resolve(code ?? 1);
    });
  });
}

/** The command line's own file. */
export const scriptFile = (): string => realpathSync(process.argv[1] ?? "");

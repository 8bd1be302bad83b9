import { spawn } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import { usage } from "../failure";

const SQLITE_SINCE = [22, 13] as const;

/** Whether this Node can read SQLite files. */
export function readsSqlite(version = process.versions.node): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > SQLITE_SINCE[0] || (major === SQLITE_SINCE[0] && minor >= SQLITE_SINCE[1]);
}

/** Runs this command again on the Node that Baton brings along, and resolves to its exit code. */
export function onPinnedNode(): Promise<number> {
  const script = realpathSync(process.argv[1] ?? "");
  const name = process.platform === "win32" ? "node.exe" : "node";
  const pinned = path.join(path.dirname(script), "../node_modules/node/bin", name);
  if (!existsSync(pinned)) {
    throw usage(
      `an import reads SQLite, which Node ${process.versions.node} does not`,
      `run it on Node ${SQLITE_SINCE.join(".")} or newer, or where Baton is installed`,
    );
  }
  const child = spawn(pinned, [script, ...process.argv.slice(2)], { stdio: "inherit" });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

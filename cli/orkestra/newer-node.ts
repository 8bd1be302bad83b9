import { usage } from "../failure";
import { pinnedNode, runAgainOn } from "../pinned-node";

const SQLITE_SINCE = [22, 13] as const;

/** Whether this Node can read SQLite files. */
export function readsSqlite(version = process.versions.node): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > SQLITE_SINCE[0] || (major === SQLITE_SINCE[0] && minor >= SQLITE_SINCE[1]);
}

/** Runs this command again on the Node that Baton brings along, and resolves to its exit code. */
export function onPinnedNode(): Promise<number> {
  const pinned = pinnedNode();
  if (pinned) return runAgainOn(pinned);
  throw usage(
    `an import reads SQLite, which Node ${process.versions.node} does not`,
    `run it on Node ${SQLITE_SINCE.join(".")} or newer, or where Baton is installed`,
  );
}

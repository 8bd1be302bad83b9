import { mkdir, open, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { fileProblem, WorktreeProblem } from "./problem";

export interface PortBlock {
  first: number;
  last: number;
}

const LAST_PORT = 32_000;

/**
 * Takes the first free block of ports for a worktree. Blocks are files in a folder that all repositories of the machine share, so
 * that two worktrees never get the same; a block whose worktree is gone is free again, and one with a port in use is passed over.
 */
export async function takePorts(
  folder: string,
  worktree: string,
  { from, each }: { from: number; each: number },
): Promise<PortBlock> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (let first = from; first + each - 1 <= LAST_PORT; first += each) {
      const block = { first, last: first + each - 1 };
      if (!(await claim(folder, block, worktree))) continue;
      if (await areFree(block)) return block;
      await freePorts(folder, block);
    }
  } catch (error) {
    throw fileProblem("reserve ports for a worktree", error);
  }
  throw new WorktreeProblem("no_ports", `no block of ${each} free ports is left from ${from} on`, {
    fix: "remove old worktrees, or begin at a lower port",
  });
}

export async function freePorts(folder: string, { first }: PortBlock): Promise<void> {
  await rm(path.join(folder, String(first)), { force: true });
}

async function claim(folder: string, { first }: PortBlock, worktree: string): Promise<boolean> {
  const file = path.join(folder, String(first));
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      const handle = await open(file, "wx", 0o600);
      await handle.writeFile(worktree);
      await handle.close();
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const owner = await readFile(file, "utf8").catch(() => "");
    if (owner === "" || owner === worktree || !(await isGone(owner))) return false;
    await rm(file, { force: true });
  }
  return false;
}

/** A worktree that is being prepared has its record before its folder. */
async function isGone(record: string): Promise<boolean> {
  return (await readFile(record).catch(() => null)) === null;
}

async function areFree({ first, last }: PortBlock): Promise<boolean> {
  for (let port = first; port <= last; port++) if (!(await isFree(port))) return false;
  return true;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () =>
      server.close(() => resolve(true)),
    );
  });
}

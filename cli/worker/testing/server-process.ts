import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { inProject } from "@/scripts/project.mjs";
import { freeLoopbackPort } from "@/scripts/serve/port.mjs";

export interface KillableServer {
  url: string;
  /** Ends the server at once, in the middle of whatever it does, and starts another at the same address. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

/** Baton's API and jobs in a process that can be killed, over a database, with the environment of this process. */
export async function startKillableServer(databaseUrl: string): Promise<KillableServer> {
  const port = await freeLoopbackPort();
  const env = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    NODE_COMPILE_CACHE: inProject("node_modules/.cache/baton-server"),
  };
  const loading = () => {
    const child = spawn(process.execPath, [inProject("cli/worker/testing/server.mjs")], {
      env,
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    return { child, loaded: heard(child) };
  };
  const serving = async ({ child, loaded }: ReturnType<typeof loading>) => {
    await loaded;
    const serves = heard(child);
    child.send("serve");
    await serves;
    return child;
  };
  let next = loading();
  let now = await serving(next);
  next = loading();
  return {
    url: `http://127.0.0.1:${port}`,
    async kill() {
      await ended(now);
      now = await serving(next);
      next = loading();
    },
    close: async () => {
      await Promise.all([ended(now), ended(next.child)]);
    },
  };
}

/** Its next message. Nobody waits for one of a process that has ended; one that is not waited for may end. */
function heard(child: ChildProcess): Promise<void> {
  const message = new Promise<void>((resolve, reject) => {
    child.once("message", () => resolve());
    child.once("exit", (code) => reject(new Error(`the server ended with ${code} as it began`)));
  });
  message.catch(() => undefined);
  return message;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const end = once(child, "exit");
  child.kill("SIGKILL");
  await end;
}

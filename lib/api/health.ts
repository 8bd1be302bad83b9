import pg from "pg";
import { z } from "zod";
import { config } from "@/lib/core/config";
import { startedEventHub } from "@/lib/events/hub";
import { jobWorkerStates } from "@/lib/jobs/boot";

/** The time limit for queries to the database, so that the response comes within a second whatever happens. */
const ANSWER_WITHIN_MS = 800;
/** The server is degraded when events wait longer than this. */
const LAG_LIMIT_SECONDS = 10;

export const HealthResponse = z.strictObject({
  /** `degraded`: requests are answered, but something needs attention. `unavailable`: requests cannot succeed. */
  status: z.enum(["ok", "degraded", "unavailable"]),
  /** `timeout`: no answer in time. `error`: unreachable, or it refused; see the log. */
  db: z.enum(["ok", "timeout", "error"]),
  /**
   * The background job workers: `starting` and `restarting` in this process; where this process runs none, whether
   * another process has been seen running them (`elsewhere`) or not (`none`). `unknown` while the database does not
   * answer.
   */
  jobs: z.enum(["ok", "starting", "restarting", "elsewhere", "none", "unknown"]),
  /**
   * For how many seconds events have waited for a transaction that does not end. Null when it could not be measured.
   */
  stream_lag_s: z.number().nullable(),
  /** The transactions they wait for; shown to admins while there is a lag. */
  stream_blocked_by: z
    .strictObject({
      pid: z.int().nullable(),
      database: z.string().nullable(),
      application: z.string().nullable(),
    })
    .optional(),
  version: z.string(),
  ts: z.string(),
});
export type Health = z.output<typeof HealthResponse>;

/** The state of this process and its database. Returns within a second, even when the database does not answer. */
export async function readHealth(now: Date): Promise<Health> {
  const database = await probe.ask();
  const jobs = jobsOf(database);
  const lag = startedEventHub()?.lagSeconds ?? null;
  const isDegraded =
    jobs === "restarting" || jobs === "none" || (lag !== null && lag > LAG_LIMIT_SECONDS);
  return {
    status: database.db !== "ok" ? "unavailable" : isDegraded ? "degraded" : "ok",
    db: database.db,
    jobs,
    stream_lag_s: lag,
    version: config.version,
    ts: now.toISOString(),
  };
}

function jobsOf(database: Probed): Health["jobs"] {
  if (config.role === "web") {
    if (database.db !== "ok") return "unknown";
    return database.someoneRunsJobs ? "elsewhere" : "none";
  }
  const states = jobWorkerStates();
  if (states === null) return "starting";
  return Object.values(states).every((state) => state === "running") ? "ok" : "restarting";
}

type Probed = { db: "ok"; someoneRunsJobs: boolean } | { db: "timeout" | "error" };

/**
 * Queries the database over a connection of its own, one query at a time, and drops the connection on a time-out:
 * neither a full pool nor a network that swallows packets delays or blocks the health check.
 */
class DatabaseProbe {
  private client: pg.Client | undefined;
  private asking: Promise<Probed> | undefined;

  ask(): Promise<Probed> {
    this.asking ??= this.askOnce().finally(() => {
      this.asking = undefined;
    });
    return this.asking;
  }

  private async askOnce(): Promise<Probed> {
    const late = Symbol("late");
    const timer = Promise.withResolvers<typeof late>();
    const timeout = setTimeout(() => timer.resolve(late), ANSWER_WITHIN_MS);
    try {
      const answer = await Promise.race([this.query(), timer.promise]);
      if (answer !== late) return { db: "ok", someoneRunsJobs: answer };
      this.drop();
      return { db: "timeout" };
    } catch {
      this.drop();
      return { db: "error" };
    } finally {
      clearTimeout(timeout);
    }
  }

  private async query(): Promise<boolean> {
    const client = this.client ?? (await this.connect());
    const { rows } = await client.query<{ alive: boolean }>(
      "SELECT EXISTS (SELECT 1 FROM job_runners WHERE seen_at > clock_timestamp() - interval '1 minute') AS alive",
    );
    return rows[0]?.alive ?? false;
  }

  private async connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: config.databaseUrl,
      application_name: "baton-health",
      connectionTimeoutMillis: ANSWER_WITHIN_MS,
      keepAlive: true,
    });
    client.on("error", () => this.drop());
    this.client = client;
    await client.connect();
    return client;
  }

  private drop(): void {
    const dropped = this.client;
    this.client = undefined;
    dropped?.end().catch(() => undefined);
  }
}

const probe = new DatabaseProbe();

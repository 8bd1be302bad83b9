import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * What the process was told by its environment. Read lazily: a build imports this file and must need none of it.
 * Names and defaults: README, "Configuration".
 */
export const config = {
  get databaseUrl(): string {
    return required("DATABASE_URL", "start Baton with `npm start`, which sets it");
  },
  /** Where LISTEN happens: PgBouncer in transaction mode cannot carry it. */
  get directDatabaseUrl(): string {
    return process.env.DIRECT_DATABASE_URL || this.databaseUrl;
  },
  get dataDir(): string {
    return process.env.BATON_DATA_DIR || join(process.cwd(), ".data");
  },
  /** Signs sessions and the first-admin link, and encrypts keys at rest. */
  get secret(): string {
    if (process.env.BATON_SECRET) return process.env.BATON_SECRET;
    return readFileSync(join(this.dataDir, "secret"), "utf8").trim();
  },
  get bootstrapApiKey(): string | undefined {
    return process.env.MC_API_KEY || undefined;
  },
  /** Where agents and browsers reach this installation. */
  get publicUrl(): string {
    const url = process.env.BATON_URL || process.env.NEXTAUTH_URL;
    return (url || `http://127.0.0.1:${process.env.PORT || 3000}`).replace(/\/+$/, "");
  },
  get role(): "all" | "web" | "jobs" {
    const role = process.env.BATON_ROLE;
    return role === "web" || role === "jobs" ? role : "all";
  },
  /** Sign-in with GitHub and Google beside the password, each when both of its variables are set. */
  get github(): OauthClient | undefined {
    return oauthClient(process.env.GITHUB_ID, process.env.GITHUB_SECRET);
  },
  get google(): OauthClient | undefined {
    return oauthClient(process.env.GOOGLE_CLIENT_ID, process.env.GOOGLE_CLIENT_SECRET);
  },
  /** The agent that reviews; without it an agent named aegis, else the first reviewer (domain.md, "Dispatch, review, recovery"). */
  get coordinatorAgent(): string | undefined {
    return process.env.MC_COORDINATOR_AGENT || undefined;
  },
  /** Whether the proxy in front vouches for `x-forwarded-for` and `x-forwarded-host`. */
  get trustsProxy(): boolean {
    return Boolean(process.env.BATON_TRUST_PROXY);
  },
  /** How many connections this process keeps to PostgreSQL. */
  get poolSize(): number {
    return Number(process.env.BATON_POOL_SIZE) || 16;
  },
  /** How many more it keeps for polls and heartbeats, which must not wait behind long changes. */
  get queuePoolSize(): number {
    return Number(process.env.BATON_QUEUE_POOL_SIZE) || 4;
  },
  /** How many more it keeps for the metrics, which must be read while the others are all in use. */
  get reservePoolSize(): number {
    return Number(process.env.BATON_RESERVE_POOL_SIZE) || 2;
  },
  /** The hosts that an address typed in Settings may name, in lower case; null allows any. */
  get providerHosts(): string[] | null {
    const hosts = (process.env.BATON_PROVIDER_HOSTS ?? "").toLowerCase().split(/[\s,]+/);
    const named = hosts.filter((host) => host !== "");
    return named.length > 0 ? named : null;
  },
  /** How many event streams one key or user may have open in this process. */
  get maxStreams(): number {
    return Number(process.env.BATON_MAX_STREAMS) || 50;
  },
  /** For how many days events are kept, unless the settings say. */
  get eventRetentionDays(): number {
    const days = Number(process.env.BATON_EVENT_RETENTION_DAYS);
    return Number.isInteger(days) && days >= 1 ? Math.min(days, 3_650) : 90;
  },
  /** For how many days after its end a run's prompt and output are kept. */
  get runTextDays(): number {
    const days = Number(process.env.BATON_RUN_TEXT_DAYS);
    return Number.isInteger(days) && days >= 1 ? Math.min(days, 36_500) : 90;
  },
  /** How many polls of one key or user may wait in this process. */
  get maxPolls(): number {
    return Number(process.env.BATON_MAX_POLLS) || 100;
  },
  /** Whether answers are held against what their routes declare: in tests and development, for it costs time. */
  get checkAnswers(): boolean {
    const told = process.env.BATON_CHECK_ANSWERS;
    if (told) return told === "1";
    return process.env.NODE_ENV === "test" || process.env.NODE_ENV === "development";
  },
  /** A session nobody used for this long has ended. */
  get sessionIdleHours(): number {
    return Number(process.env.BATON_SESSION_IDLE_HOURS) || 24;
  },
  /** A session ends this long after the sign-in, however much it is used. */
  get sessionDays(): number {
    return Number(process.env.BATON_SESSION_DAYS) || 7;
  },
  /** What a scraper of `/metrics` may send instead of an API key. */
  get metricsToken(): string | undefined {
    return process.env.BATON_METRICS_TOKEN || undefined;
  },
  /** Which requests are logged. By default none when a person watches the terminal, all otherwise. */
  get accessLog(): "on" | "errors" | "off" {
    const level = process.env.BATON_ACCESS_LOG;
    if (level === "on" || level === "errors" || level === "off") return level;
    return process.stdout.isTTY ? "off" : "on";
  },
  /** How long a sign-in, or the password given again, counts as proof in its session. */
  get proofMinutes(): number {
    return Number(process.env.BATON_PROOF_MINUTES) || 10;
  },
  version: "0.1.0",
};

function required(name: string, fix: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: ${fix}`);
  return value;
}

interface OauthClient {
  clientId: string;
  clientSecret: string;
}

function oauthClient(
  clientId: string | undefined,
  clientSecret: string | undefined,
): OauthClient | undefined {
  return clientId && clientSecret ? { clientId, clientSecret } : undefined;
}

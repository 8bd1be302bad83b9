import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The configuration from the environment. Read lazily, because a build imports this file without any of the variables
 * set. Names and defaults: README, "Configuration".
 */
export const config = {
  get databaseUrl(): string {
    return required("DATABASE_URL", "start Baton with `npm start`, which sets it");
  },
  /** The address used for LISTEN, which does not work through PgBouncer in transaction mode. */
  get directDatabaseUrl(): string {
    return process.env.DIRECT_DATABASE_URL || this.databaseUrl;
  },
  get dataDir(): string {
    return process.env.BATON_DATA_DIR || join(process.cwd(), ".data");
  },
  /** The program's own folder, which has scripts/. */
  get programDir(): string {
    return process.env.BATON_PROGRAM_DIR || process.cwd();
  },
  /** Signs sessions and the first-admin link, and encrypts stored keys. */
  get secret(): string {
    if (process.env.BATON_SECRET) return process.env.BATON_SECRET;
    return readFileSync(join(this.dataDir, "secret"), "utf8").trim();
  },
  get bootstrapApiKey(): string | undefined {
    return process.env.MC_API_KEY || undefined;
  },
  /** The address at which agents and browsers reach this installation. */
  get publicUrl(): string {
    const url = process.env.BATON_URL || process.env.NEXTAUTH_URL;
    return (url || `http://127.0.0.1:${process.env.PORT || 3000}`).replace(/\/+$/, "");
  },
  get role(): "all" | "web" | "jobs" {
    const role = process.env.BATON_ROLE;
    return role === "web" || role === "jobs" ? role : "all";
  },
  /** Sign-in with GitHub and Google besides the password; each is on when both of its variables are set. */
  get github(): OauthClient | undefined {
    return oauthClient(process.env.GITHUB_ID, process.env.GITHUB_SECRET);
  },
  get google(): OauthClient | undefined {
    return oauthClient(process.env.GOOGLE_CLIENT_ID, process.env.GOOGLE_CLIENT_SECRET);
  },
  /**
   * The reviewing agent. Default: an agent named aegis, else the first reviewer (domain.md, "Dispatch, review,
   * recovery").
   */
  get coordinatorAgent(): string | undefined {
    return process.env.MC_COORDINATOR_AGENT || undefined;
  },
  /**
   * Whether the environment sets up a runtime of the installation, through which Baton calls agents that have none of their own.
   * True as well for settings that turn out to be incomplete.
   */
  get hasRuntime(): boolean {
    const { ANTHROPIC_API_KEY, OPENAI_API_KEY, OPENCLAW_GATEWAY_URL, OPENCLAW_GATEWAY_TOKEN } =
      process.env;
    return Boolean(
      ANTHROPIC_API_KEY || OPENAI_API_KEY || OPENCLAW_GATEWAY_URL || OPENCLAW_GATEWAY_TOKEN,
    );
  },
  /** Whether a proxy in front sets `x-forwarded-for` and `x-forwarded-host` and can be trusted. */
  get trustsProxy(): boolean {
    return Boolean(process.env.BATON_TRUST_PROXY);
  },
  /** The size of this process's PostgreSQL connection pool. */
  get poolSize(): number {
    return Number(process.env.BATON_POOL_SIZE) || 16;
  },
  /** The size of a second pool for polls and heartbeats, which must not wait behind long changes. */
  get queuePoolSize(): number {
    return Number(process.env.BATON_QUEUE_POOL_SIZE) || 4;
  },
  /** The size of a third pool for metrics, which must be readable while the other pools are exhausted. */
  get reservePoolSize(): number {
    return Number(process.env.BATON_RESERVE_POOL_SIZE) || 2;
  },
  /** The hosts that runtime addresses entered in Settings may use, in lower case; null allows any. */
  get providerHosts(): string[] | null {
    const hosts = (process.env.BATON_PROVIDER_HOSTS ?? "").toLowerCase().split(/[\s,]+/);
    const named = hosts.filter((host) => host !== "");
    return named.length > 0 ? named : null;
  },
  /** Receivers of webhooks that may be at a private address: networks, hosts, `*.domain`, each with a port or without. */
  get webhookReceivers(): string[] {
    const listed = (process.env.BATON_WEBHOOK_RECEIVERS ?? "").toLowerCase().split(/[\s,]+/);
    return listed.filter((entry) => entry !== "");
  },
  /** The same for the channels of notifications, which anybody who signs in may set up. */
  get notificationReceivers(): string[] {
    const listed = (process.env.BATON_NOTIFICATION_RECEIVERS ?? "").toLowerCase().split(/[\s,]+/);
    return listed.filter((entry) => entry !== "");
  },
  /** For how many days answered cards and the log of notifications are kept. */
  get notificationDays(): number {
    const days = Number(process.env.BATON_NOTIFICATION_DAYS);
    return Number.isInteger(days) && days >= 1 ? Math.min(days, 3_650) : 30;
  },
  /** For how many hours the links of a notification can be used. */
  get notificationLinkHours(): number {
    return Number(process.env.BATON_NOTIFICATION_LINK_HOURS) || 72;
  },
  /** The mail server as an address, such as `smtps://user:password@mail.example.com`; the settings override it. */
  get smtpUrl(): string | undefined {
    return process.env.BATON_SMTP_URL || undefined;
  },
  /** Who mail is from. */
  get smtpFrom(): string | undefined {
    return process.env.BATON_SMTP_FROM || undefined;
  },
  /** For how many days the log of webhook deliveries is kept. */
  get webhookDeliveryDays(): number {
    const days = Number(process.env.BATON_WEBHOOK_DELIVERY_DAYS);
    return Number.isInteger(days) && days >= 1 ? Math.min(days, 3_650) : 30;
  },
  /** Whom push services can turn to about what this installation sends, as `mailto:` or `https:`. Default: its own address. */
  get pushContact(): string | undefined {
    const contact = process.env.BATON_PUSH_CONTACT?.trim();
    return contact && /^(mailto:[^@\s]+@[^@\s]+|https:\/\/\S+)$/.test(contact)
      ? contact
      : undefined;
  },
  /** The folder in which the server reads files that workflows name and nobody sent; undefined for none. */
  get workflowFiles(): string | undefined {
    return process.env.BATON_WORKFLOW_FILES || undefined;
  },
  /** For how many days the log of what fired triggers is kept. */
  get triggerDeliveryDays(): number {
    const days = Number(process.env.BATON_TRIGGER_DELIVERY_DAYS);
    return Number.isInteger(days) && days >= 1 ? Math.min(days, 3_650) : 30;
  },
  /** How many event streams one key or user may have open in this process. */
  get maxStreams(): number {
    return Number(process.env.BATON_MAX_STREAMS) || 50;
  },
  /** For how many days events are kept, unless the settings override it. */
  get eventRetentionDays(): number {
    const days = Number(process.env.BATON_EVENT_RETENTION_DAYS);
    return Number.isInteger(days) && days >= 1 ? Math.min(days, 3_650) : 90;
  },
  /** For how many days after its end a run's prompt and output are kept. */
  get runTextDays(): number {
    const days = Number(process.env.BATON_RUN_TEXT_DAYS);
    return Number.isInteger(days) && days >= 1 ? Math.min(days, 36_500) : 90;
  },
  /** How many waiting polls one key or user may have in this process. */
  get maxPolls(): number {
    return Number(process.env.BATON_MAX_POLLS) || 100;
  },
  /**
   * Whether responses are checked against their routes' schemas: in tests and development only, because it takes time.
   */
  get checkAnswers(): boolean {
    const told = process.env.BATON_CHECK_ANSWERS;
    if (told) return told === "1";
    return process.env.NODE_ENV === "test" || process.env.NODE_ENV === "development";
  },
  /** A session ends after this long without use. */
  get sessionIdleHours(): number {
    return Number(process.env.BATON_SESSION_IDLE_HOURS) || 24;
  },
  /** A session ends this long after the sign-in, even when it is in use. */
  get sessionDays(): number {
    return Number(process.env.BATON_SESSION_DAYS) || 7;
  },
  /** The token that a scraper of `/metrics` may send instead of an API key. */
  get metricsToken(): string | undefined {
    return process.env.BATON_METRICS_TOKEN || undefined;
  },
  /** Which requests are logged. Default: none on a terminal, all otherwise. */
  get accessLog(): "on" | "errors" | "off" {
    const level = process.env.BATON_ACCESS_LOG;
    if (level === "on" || level === "errors" || level === "off") return level;
    return process.stdout.isTTY ? "off" : "on";
  },
  /** How long signing in, or entering the password again, counts as a second proof for the session. */
  get proofMinutes(): number {
    return Number(process.env.BATON_PROOF_MINUTES) || 10;
  },
  /** Names the running production build, which scripts/server.mjs reads; the same sources have the same name everywhere. */
  get build(): string {
    return process.env.BATON_BUILD_ID || "development";
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

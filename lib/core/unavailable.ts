import { driverErrorOf, sqlState } from "./database";
import { DomainError } from "./errors";

interface Reason {
  message: string;
  fix: string;
  retryAfterSeconds: number;
}

const UNREACHABLE: Reason = {
  message: "The database is not reachable",
  fix: "try again in a few seconds",
  retryAfterSeconds: 2,
};
const POOL_IN_USE: Reason = {
  message: "All connections to the database are in use",
  fix: "try again in a few seconds; if it stays so, raise BATON_POOL_SIZE",
  retryAfterSeconds: 2,
};
const SERVER_IN_USE: Reason = {
  message: "PostgreSQL takes no more connections: all are in use",
  fix: "try again in a few seconds; if it stays so, raise max_connections of PostgreSQL or lower BATON_POOL_SIZE",
  retryAfterSeconds: 5,
};
const LOCKED: Reason = {
  message: "Waited too long for another change to the same task or project",
  fix: "try again in a few seconds",
  retryAfterSeconds: 2,
};
const CONTENDED: Reason = {
  message: "Other changes to the same tasks came in between too often",
  fix: "try again in a few seconds",
  retryAfterSeconds: 1,
};
const TOO_SLOW: Reason = {
  message: "The database took too long, and nothing was changed",
  fix: "ask for less at once, or try again in a few seconds",
  retryAfterSeconds: 5,
};
const OUT_OF_ROOM: Reason = {
  message: "The database has run out of disk space or memory",
  fix: "make room on PostgreSQL's machine",
  retryAfterSeconds: 30,
};
const READ_ONLY: Reason = {
  message: "The database takes no changes at the moment",
  fix: "point DATABASE_URL at the primary server, or try again when the failover is over",
  retryAfterSeconds: 5,
};

/** By PostgreSQL's code, or by its class: the first two characters. */
const BY_SQL_STATE: Record<string, Reason> = {
  "08": UNREACHABLE,
  "25P03": UNREACHABLE, // idle_in_transaction_session_timeout ended the session
  "25006": READ_ONLY,
  "40001": CONTENDED,
  "40P01": CONTENDED,
  "53": OUT_OF_ROOM,
  "53300": SERVER_IN_USE,
  "55P03": LOCKED,
  "57014": TOO_SLOW,
  "57P01": UNREACHABLE, // ended by an administrator, or at shutdown
  "57P02": UNREACHABLE, // ended by a crash
  "57P03": UNREACHABLE, // starting up or shutting down
  "57P05": UNREACHABLE,
};

/** By Prisma's code: errors that did not come from PostgreSQL. */
const BY_PRISMA_CODE: Record<string, Reason> = {
  P1001: UNREACHABLE,
  P1002: UNREACHABLE,
  P1008: UNREACHABLE,
  P1017: UNREACHABLE,
  P2024: POOL_IN_USE,
  P2028: TOO_SLOW,
  P2034: CONTENDED,
  P2037: SERVER_IN_USE,
};

/** By the name that Prisma's driver adapter gives a failed connection. */
const BY_ADAPTER_KIND: Record<string, Reason> = {
  DatabaseNotReachable: UNREACHABLE,
  ConnectionClosed: UNREACHABLE,
  SocketTimeout: UNREACHABLE,
  TlsConnectionError: UNREACHABLE,
  TooManyConnections: SERVER_IN_USE,
};

/** By message: pg throws these as plain errors. */
const BY_MESSAGE: [RegExp, Reason][] = [
  [/^timeout exceeded when trying to connect/, POOL_IN_USE],
  [/^Unable to start a transaction in the given time/, POOL_IN_USE],
  [
    /^Connection terminated|^Client has encountered a connection error|^Client was closed/,
    UNREACHABLE,
  ],
  [/^Cannot use a pool after calling end/, UNREACHABLE],
  [
    /\b(?:ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND)\b/,
    UNREACHABLE,
  ],
];

/**
 * Maps a temporary database error to the refusal `unavailable`, with its reason and when to retry. Null for every other
 * error.
 */
export function unavailableReason(error: unknown): DomainError | null {
  const reason = reasonOf(error);
  if (!reason) return null;
  const { message, ...details } = reason;
  return new DomainError("unavailable", message, details);
}

function reasonOf(error: unknown): Reason | undefined {
  if (typeof error !== "object" || error === null || error instanceof DomainError) return undefined;
  const { code, message } = error as { code?: string; message?: string };
  const state = sqlState(error);
  if (state !== undefined) return BY_SQL_STATE[state] ?? BY_SQL_STATE[state.slice(0, 2)];
  const { kind } = driverErrorOf(error);
  const text = String(message ?? "").trim();
  return (
    BY_ADAPTER_KIND[kind ?? ""] ??
    BY_MESSAGE.find(([pattern]) => pattern.test(lastLine(text)))?.[1] ??
    BY_PRISMA_CODE[code ?? ""]
  );
}

/** Strips the source location that Prisma puts before the message. */
function lastLine(message: string): string {
  const line = message.slice(message.lastIndexOf("\n") + 1);
  return line.replace(/^Transaction API error: /, "");
}

import { NotBaton } from "@/client/failures";
import type { Parts, CallOptions as Sending, Transport } from "@/client/transport";
import { randomKey, transport } from "@/client/transport";
import type { Settings } from "../settings";
import { asBatonError } from "./refusals";
import { settingsFor } from "./settings";
import type { AnswerTo, CallOptions, ConnectOptions, Method, PathOf, RequestInput } from "./types";

/** How long calls go on while Baton is away or refuses for the moment: a restart takes less. */
const PATIENCE_MS = 30_000;

/** A connection as the verbs use it. It is opened by the first call. */
export interface Link {
  /** The signal that counts where a call is given none. */
  signal(): AbortSignal | undefined;
  settings(): Promise<Settings>;
  transport(): Promise<Transport>;
  /** The id of the connection's project; undefined without one. */
  projectId(options?: CallOptions): Promise<number | undefined>;
  /**
   * Sends a request that the description knows. What can safely arrive twice is sent again while nobody answers: reads, PUTs, and a POST
   * with an idempotency key.
   */
  request<M extends Method, P extends PathOf<M>>(
    method: M,
    path: P,
    input: RequestInput<M, P>,
    options?: CallOptions,
  ): Promise<AnswerTo<M, P>>;
  /** The same for a POST that takes an idempotency key, which is then always sent. */
  post<P extends PathOf<"POST">>(
    path: P,
    input: RequestInput<"POST", P>,
    options?: CallOptions,
  ): Promise<AnswerTo<"POST", P>>;
}

export function linkTo(
  options: ConnectOptions,
  signal: () => AbortSignal | undefined = () => undefined,
): Link {
  let opened: Promise<{ settings: Settings; transport: Transport }> | undefined;
  let project: Promise<number> | undefined;

  const open = () => {
    opened ??= settingsFor(options).then((settings) => ({
      settings,
      transport: transport({ ...settings, fetch: options.fetch }),
    }));
    // A setting that was mended counts for the next call.
    opened.catch(() => {
      opened = undefined;
    });
    return opened;
  };

  const request: Link["request"] = async (method, path, input, given = {}) => {
    try {
      const { transport } = await open();
      const parts = partsOf(input as Parts);
      const sending = sendingOf(method, { ...given, signal: given.signal ?? signal() }, options);
      const reply = await transport.send(method, path, parts, sending);
      if (typeof reply.body !== "object") throw new NotBaton(transport.connection.url, reply.type);
      return reply.body as never;
    } catch (error) {
      throw asBatonError(error);
    }
  };

  return {
    signal,
    request,
    post: (path, input, given) =>
      request("POST", path, input, {
        ...given,
        idempotencyKey: given?.idempotencyKey ?? randomKey(),
      }),
    settings: () => open().then(({ settings }) => settings, rethrown),
    transport: () => open().then(({ transport }) => transport, rethrown),
    async projectId(given) {
      const { settings } = await open().catch(rethrown);
      if (settings.project === null) return undefined;
      if (/^\d{1,9}$/.test(settings.project)) return Number(settings.project);
      const input = { path: { id: settings.project } };
      project ??= request("GET", "/api/projects/{id}", input, given).then(
        (answer) => answer.project.id,
      );
      project.catch(() => {
        project = undefined;
      });
      return project;
    },
  };
}

function rethrown(error: unknown): never {
  throw asBatonError(error);
}

/** Parts of a path may be given as numbers. */
function partsOf({ path, query, body }: Parts): Parts {
  const entries = Object.entries(path ?? {}).map(([name, value]) => [name, String(value)]);
  return { path: Object.fromEntries(entries), query, body };
}

function sendingOf(method: Method, given: CallOptions, defaults: ConnectOptions): Sending {
  return {
    signal: given.signal,
    timeoutMs: given.requestTimeout ?? defaults.requestTimeout,
    patienceMs: given.patience ?? defaults.patience ?? PATIENCE_MS,
    idempotencyKey: method === "POST" ? (given.idempotencyKey ?? randomKey()) : undefined,
    again: method === "GET" || method === "PUT" || given.idempotencyKey !== undefined,
  };
}

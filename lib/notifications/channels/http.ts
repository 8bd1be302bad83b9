import { config } from "@/lib/core/config";
import { invalid } from "@/lib/core/errors";
import {
  checkWrittenAddress,
  PrivateAddressError,
  type Receivers,
  receiversOf,
} from "@/lib/webhooks/address";
import type { Answer } from "@/lib/webhooks/send";
import type { Outcome } from "./driver";

/** Receivers of notifications that the operator allows at private addresses. */
export const notificationReceivers = (): Receivers =>
  receiversOf(config.notificationReceivers, "BATON_NOTIFICATION_RECEIVERS");

/** The rule that an address of a channel breaks, or null. */
export function urlProblem(text: string): string | null {
  if (!URL.canParse(text) || !/^https?:\/\/[^/]/i.test(text))
    return "must be an address that starts with https:// or http://";
  const { username, password, hash } = new URL(text);
  if (username || password) return "must not contain a name or password";
  return hash ? "must not contain a # part" : null;
}

/** Refuses an address that is private without a name server being asked; all others are checked when they are connected to. */
export function assertPublic(field: string, url: string): void {
  try {
    checkWrittenAddress(new URL(url), notificationReceivers());
  } catch (error) {
    if (!(error instanceof PrivateAddressError)) throw error;
    throw invalid(field, `is refused: ${error.message}`, {
      fix: "use a public address, or let the operator list this one in BATON_NOTIFICATION_RECEIVERS",
    });
  }
}

const GONE = [404, 410];

/**
 * What an answer means where 2xx is success. `detail` is the receiver's own reason: a receiver that is gone gives one together with
 * its status, and a proxy on the way does not.
 */
export function outcomeOfAnswer(
  answer: Answer,
  detail: string | null,
  ref: string | null,
): Outcome {
  const { status, error, retryAfterMs } = answer;
  if (error === null) return { kind: "sent", ref, status };
  const reason = detail === null ? error : `${error}: ${detail}`;
  if (status !== null && GONE.includes(status) && detail !== null)
    return { kind: "gone", error: reason, status };
  return {
    kind: "failed",
    error: reason,
    status,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

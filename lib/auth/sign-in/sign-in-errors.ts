import { DomainError } from "@/lib/core/errors";
import { logger } from "@/lib/core/logger";

/** next-auth carries a refusal to the sign-in page as one word in its address. */
export function signInErrorCode(error: unknown): string {
  if (!(error instanceof DomainError)) {
    logger.error({ err: error instanceof Error ? error.message : String(error) }, "sign-in failed");
    return "Unavailable";
  }
  if (error.code === "rate_limited") return `RateLimited-${error.details.retryAfterSeconds ?? 60}`;
  if (error.details.reason === "disabled") return "Disabled";
  if (error.details.reason === "no_account") return "NoAccount";
  return "CredentialsSignin";
}

const MESSAGES = new Map(
  Object.entries({
    CredentialsSignin: "Wrong username or password.",
    Disabled: "This account is disabled. Ask an admin to enable it.",
    NoAccount:
      "No account here has the e-mail address of yours. Ask an admin to add it to your account, or sign in with your password.",
    Unavailable: "Signing in is not possible at the moment. Try again in a few seconds.",
    SessionRequired: "Sign in to see that page.",
  }),
);

/** The sentence for such a word. Words of next-auth's own, which only its providers cause, share one. */
export function signInErrorMessage(code: string): string {
  const seconds = code.match(/^RateLimited-(\d{1,4})$/)?.[1];
  if (seconds) return `Too many failed sign-ins. Try again in ${seconds} seconds.`;
  return (
    MESSAGES.get(code) ??
    "Signing in with the provider did not work. Try again, or use your password."
  );
}

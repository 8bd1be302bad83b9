import type { Failure } from "../failure";
import { harmless } from "./table";

/** What is printed of a failure: a sentence and a way out, or `{code, message, retryable, fix}` as one line of JSON. */
export function failureText(failure: Failure, asJson: boolean): string {
  const { code, message, retryable, fix, problems, requestId } = failure;
  if (asJson) {
    return JSON.stringify({
      code,
      message,
      retryable,
      ...(fix ? { fix } : {}),
      ...(problems ? { problems } : {}),
      ...(requestId ? { request_id: requestId } : {}),
    });
  }
  const way = fix ? `\n    ${sentence(fix)}` : "";
  return harmless(`mc: ${sentence(message, false)}${way}`);
}

function sentence(words: string, isCapital = true): string {
  const text =
    isCapital && !words.startsWith("mc ") ? words.charAt(0).toUpperCase() + words.slice(1) : words;
  return /[.!?:]$/.test(text) ? text : `${text}.`;
}

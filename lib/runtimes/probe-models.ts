import { CallFailed, networkReason, refusedProbe, wholeJson } from "./http-call";
import type { Probe } from "./runtime";

const MAX_MODELS = 500;

/**
 * Requests the list of models, the cheapest way to check address and key. The address may be anything a user entered,
 * so nothing of the response is repeated but the names of models, and no more of it is read than such a list needs.
 */
export async function probeModels(
  url: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Probe> {
  try {
    const response = await fetch(url, { headers, redirect: "manual", cache: "no-store", signal });
    // Not every compatible server lists its models, so this does not prove address or key wrong.
    const isUnlisted = response.status === 404 || response.status === 405;
    if (isUnlisted) await response.body?.cancel();
    const models = isUnlisted ? [] : await modelIds(response);
    return { ok: true, version: null, models, agents: [] };
  } catch (error) {
    if (signal.aborted)
      return { ok: false, errorClass: "timeout", reason: "no answer from the provider" };
    if (error instanceof CallFailed)
      return { ok: false, errorClass: error.errorClass, reason: error.message };
    const reason = networkReason(error) ?? "the provider cannot be reached";
    return { ok: false, errorClass: "network", reason };
  }
}

/** The ids in a list of models, in the format all providers use; throws `CallFailed` for any other response. */
export async function modelIds(response: Response): Promise<string[]> {
  if (!response.ok) {
    await response.body?.cancel();
    throw refusedProbe(response.status);
  }
  const body: unknown = response.body ? await wholeJson(response.body) : null;
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw new CallFailed("protocol", "the answer is no list of models");
  const { data } = body as { data?: unknown };
  const listed = Array.isArray(data) ? (data as ({ id?: unknown } | null)[]) : [];
  const ids = listed.map((model) => model?.id);
  return ids.filter(isModelName).slice(0, MAX_MODELS);
}

const isModelName = (id: unknown): id is string =>
  typeof id === "string" && /^[\x21-\x7e]{1,200}$/.test(id);

import { networkReason, refusal, said } from "./http-call";
import type { Probe } from "./runtime";

/** Asks for the list of models: the cheapest question that shows whether address and key are good. */
export async function probeModels(
  url: string,
  headers: Record<string, string>,
  secret: string,
  signal: AbortSignal,
): Promise<Probe> {
  try {
    const response = await fetch(url, { headers, redirect: "manual", cache: "no-store", signal });
    if (response.ok) {
      const models = await modelIds(response);
      if (models !== null) return { ok: true, version: null, models, agents: [] };
      return { ok: false, errorClass: "protocol", reason: "the answer is no list of models" };
    }
    const failed = await refusal(response, secret);
    // Not every compatible server lists its models; address and key are then not known to be wrong.
    if (response.status === 404 || response.status === 405)
      return { ok: true, version: null, models: [], agents: [] };
    return { ok: false, errorClass: failed.errorClass, reason: failed.message };
  } catch (error) {
    if (signal.aborted)
      return { ok: false, errorClass: "timeout", reason: "no answer from the provider" };
    return { ok: false, errorClass: "network", reason: networkReason(error) ?? said(error) };
  }
}

/** The ids of a list of models, as both providers write it; null when it is none. */
async function modelIds(response: Response): Promise<string[] | null> {
  const body: unknown = await response.json().catch(() => null);
  if (typeof body !== "object" || body === null || Array.isArray(body)) return null;
  const data = (body as { data?: { id?: unknown }[] }).data;
  const ids = Array.isArray(data) ? data.map((model) => model?.id) : [];
  return ids.filter((id): id is string => typeof id === "string").slice(0, 500);
}

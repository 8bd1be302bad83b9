"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { testRuntimeAction, updateRuntimeAction } from "@/app/(app)/settings/runtimes/actions";
import { callAction, mayTryAgain, type Refusal } from "@/components/forms/call-action";
import { messageOf, problemsOf } from "@/components/forms/refusal";
import { withProof } from "@/components/forms/with-proof";
import { queryKeys } from "@/components/sync/cache/query-keys";
import type { RuntimeWire } from "@/lib/runtimes/shapes";
import type { Tested } from "@/lib/runtimes/test-connection";

type Mode = RuntimeWire["options"]["mode"];

/** The user's unsaved changes to a runtime's settings; untouched fields are undefined. */
interface Draft {
  base_url?: string;
  api_key?: string;
  mode?: Mode;
}

/** A runtime's settings while they are edited: they can be tested, saved, or reset to the environment's. */
export function useRuntimeForm(runtime: RuntimeWire) {
  const client = useQueryClient();
  const [draft, setDraft] = useState<Draft>({});
  const [busy, setBusy] = useState<"saving" | "testing" | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [tested, setTested] = useState<Tested | null>(null);
  const change = changeOf(runtime, draft);

  async function save(input: { [K in keyof Draft]: Draft[K] | null }): Promise<boolean> {
    setBusy("saving");
    setTested(null);
    const answer = await withProof(() => updateRuntimeAction(runtime.name, input));
    setBusy(null);
    setRefusal(answer.ok ? null : answer);
    if (!answer.ok) return false;
    setDraft({});
    await client.invalidateQueries({ queryKey: queryKeys.runtimes });
    return true;
  }

  async function test(): Promise<void> {
    setBusy("testing");
    setTested(null);
    const answer = await callAction(() => testRuntimeAction(runtime.name, change));
    setBusy(null);
    setRefusal(answer.ok ? null : answer);
    if (!answer.ok) return;
    setTested(answer.data);
    if (answer.data.ok) await client.invalidateQueries({ queryKey: queryKeys.runtimes });
  }

  const problems = problemsOf(refusal);
  return {
    draft,
    edit: (part: Draft) => setDraft((before) => ({ ...before, ...part })),
    busy,
    tested,
    problems,
    message: refusal && Object.keys(problems).length === 0 ? messageOf(refusal) : null,
    mayTryAgain: refusal !== null && mayTryAgain(refusal),
    isChanged: Object.keys(change).length > 0,
    store: () => save(change),
    giveBack: (field: "base_url" | "api_key") => save({ [field]: null }),
    test,
  };
}

function changeOf(runtime: RuntimeWire, { base_url, api_key, mode }: Draft): Draft {
  return {
    ...(base_url !== undefined && base_url.trim() !== runtime.base_url
      ? { base_url: base_url.trim() }
      : {}),
    ...(api_key?.trim() ? { api_key: api_key.trim() } : {}),
    ...(mode !== undefined && mode !== runtime.options.mode ? { mode } : {}),
  };
}

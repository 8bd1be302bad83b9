"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { testRuntimeAction, updateRuntimeAction } from "@/app/(app)/settings/runtimes/actions";
import { callAction, type Refusal } from "@/components/forms/call-action";
import { messageOf, problemsOf, sayFailed } from "@/components/forms/refusal";
import { useForm } from "@/components/forms/use-form";
import { withProof } from "@/components/forms/with-proof";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { toast } from "@/components/ui/overlays/toast";
import type { RuntimeWire } from "@/lib/runtimes/shapes";
import type { Tested } from "@/lib/runtimes/test-connection";
import { RUNTIME_WORDS } from "./runtime-words";

interface Values {
  base_url: string;
  /** Never read back: empty stands for the one that is set. */
  api_key: string;
  mode: RuntimeWire["options"]["mode"];
  approvals: boolean;
}

/** A runtime's settings while they are edited: they can be tested, saved, or reset to the environment's. */
export function useRuntimeForm(runtime: RuntimeWire) {
  const client = useQueryClient();
  const { title } = RUNTIME_WORDS[runtime.name];
  const [isTesting, setTesting] = useState(false);
  const [tested, setTested] = useState<Tested | null>(null);
  const [untested, setUntested] = useState<Refusal | null>(null);
  const saved: Values = { base_url: runtime.base_url, api_key: "", ...runtime.options };
  const form = useForm({
    saved,
    send(_, changes) {
      setTested(null);
      setUntested(null);
      return updateRuntimeAction(runtime.name, writtenIn(saved, changes));
    },
    async onDone() {
      toast.success(`Saved ${title}`);
      await readAgain();
      void test({});
    },
  });
  const change = writtenIn(saved, form.values);

  const readAgain = () => client.invalidateQueries({ queryKey: queryKeys.runtimes });

  async function test(unsaved: Partial<Values>): Promise<void> {
    setTesting(true);
    setTested(null);
    const answer = await callAction(() => testRuntimeAction(runtime.name, unsaved));
    setTesting(false);
    setUntested(answer.ok ? null : answer);
    if (!answer.ok) return;
    setTested(answer.data);
    if (answer.data.ok) await readAgain();
  }

  /** Takes the installation's own value away; that of the environment holds again. */
  async function giveBack(field: "base_url" | "api_key"): Promise<void> {
    const answer = await withProof(() => updateRuntimeAction(runtime.name, { [field]: null }));
    if (!answer.ok) return sayFailed(answer, () => void giveBack(field));
    setTested(null);
    form.revert([field]);
    await readAgain();
    toast.success(`${title} goes by the environment again`);
  }

  return {
    form,
    isChanged: Object.keys(change).length > 0,
    isTesting,
    tested,
    problems: { ...problemsOf(untested), ...form.problems },
    /** Why the connection was not tested, unless a field is the reason. */
    untested: untested && !untested.problems?.length ? messageOf(untested) : null,
    test: () => test(change),
    giveBack,
  };
}

/** The values that differ from the saved ones, without the spaces around them. */
function writtenIn(
  saved: Values,
  { base_url, api_key, mode, approvals }: Partial<Values>,
): Partial<Values> {
  const url = base_url?.trim();
  const key = api_key?.trim();
  return {
    ...(url !== undefined && url !== saved.base_url ? { base_url: url } : {}),
    ...(key ? { api_key: key } : {}),
    ...(mode !== undefined && mode !== saved.mode ? { mode } : {}),
    ...(approvals !== undefined && approvals !== saved.approvals ? { approvals } : {}),
  };
}

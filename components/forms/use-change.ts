"use client";

import { useState } from "react";
import { toast } from "@/components/ui/overlays/toast";
import type { ActionResult } from "@/lib/api/action";
import { callAction } from "./call-action";
import { sayFailed } from "./refusal";

/**
 * For what a press does at once, in a menu or by a button. `change` sends it and says in a toast what was done, or what was refused with a
 * way to try again; `refresh` then reads what it made untrue. `pending` is true until the answer comes.
 */
export function useChange(refresh: () => Promise<void>) {
  const [pending, setPending] = useState(false);

  async function change<T>(
    send: () => Promise<ActionResult<T>>,
    said: string | ((done: T) => string),
  ): Promise<void> {
    setPending(true);
    const answer = await callAction(send);
    setPending(false);
    if (!answer.ok) return sayFailed(answer, () => void change(send, said));
    toast.success(typeof said === "string" ? said : said(answer.data));
    await refresh();
  }

  return { change, pending };
}

"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createTaskAction } from "@/app/(app)/actions";
import { callAction } from "@/components/forms/call-action";
import { messageOf } from "@/components/forms/refusal";
import { put } from "@/components/tasks/change/save-task";
import type { TaskWire } from "@/lib/tasks/shapes";
import type { Draft } from "./draft";

export interface Refusal {
  /** In words; empty when the fields say it. */
  message: string;
  /** What is wrong with which field. */
  problems: Partial<Record<string, string>>;
}

type Created = { ok: true; task: TaskWire } | { ok: false; refusal: Refusal };

const SHOWN_FIELDS = ["title", "description", "acceptance_criteria"];

export function useCreateTask() {
  const client = useQueryClient();
  return async (draft: Draft, parent?: string): Promise<Created> => {
    const result = await callAction(() =>
      createTaskAction({
        ...draft,
        description: draft.description.trim() === "" ? null : draft.description,
        acceptance_criteria:
          draft.acceptance_criteria.trim() === "" ? null : draft.acceptance_criteria,
        ...(parent ? { parent_id: parent } : {}),
      }),
    );
    if (result.ok) {
      put(client, result.data);
      return { ok: true, task: result.data };
    }
    const list = "problems" in result ? (result.problems ?? []) : [];
    const problems = Object.fromEntries(list.map(({ field, rule }) => [field, rule]));
    const allShown = list.length > 0 && list.every(({ field }) => SHOWN_FIELDS.includes(field));
    return { ok: false, refusal: { message: allShown ? "" : messageOf(result), problems } };
  };
}

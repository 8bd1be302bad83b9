"use client";

import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { onDemand } from "@/components/ui/late/on-demand";
import { toast } from "@/components/ui/overlays/toast";
import type { TaskActions } from "./task-actions";

const code = onDemand(async () => (await import("./task-actions")).createTaskActions);

/** Fetches what acts on tasks, for what offers an action and should not be without it. */
export const loadTaskActions = code.load;

/** All actions of a user on tasks: optimistic where they can be undone, with a toast that reports the result. */
export function useTaskActions(): TaskActions {
  const client = useQueryClient();
  return useMemo(() => lateTaskActions(client), [client]);
}

/** The actions, whose code comes after the page. One that is asked for before waits for it. */
function lateTaskActions(client: QueryClient): TaskActions {
  function late<Args extends unknown[], Result>(
    pick: (actions: TaskActions) => (...args: Args) => Promise<Result>,
  ) {
    return (...args: Args): Promise<Result> => {
      const create = code.get();
      // At once where it is there: what is expected is shown in the frame of the key that asked for it.
      return create
        ? pick(create(client))(...args)
        : fetched().then((arrived) => pick(arrived(client))(...args));
    };
  }
  return {
    change: late(({ change }) => change),
    save: late(({ save }) => save),
    bulk: late(({ bulk }) => bulk),
    cancel: late(({ cancel }) => cancel),
    retry: late(({ retry }) => retry),
    tryNow: late(({ tryNow }) => tryNow),
    release: late(({ release }) => release),
    remove: late(({ remove }) => remove),
    comment: late(({ comment }) => comment),
    link: late(({ link }) => link),
    unlink: late(({ unlink }) => unlink),
    reorderSteps: late(({ reorderSteps }) => reorderSteps),
    runInParallel: late(({ runInParallel }) => runInParallel),
    addChild: late(({ addChild }) => addChild),
  };
}

async function fetched() {
  for (;;) {
    try {
      return await code.load();
    } catch {
      await new Promise<void>((again) => {
        toast.error("This part of the page could not be fetched", {
          description: "Nothing is changed yet.",
          duration: Number.POSITIVE_INFINITY,
          action: { label: "Try again", onClick: () => again() },
        });
      });
    }
  }
}

"use client";

import { useMemo } from "react";
import { createTaskAction, linkTasksAction, unlinkTasksAction } from "@/app/(app)/actions";
import { reorderStepsAction } from "@/app/(app)/tasks/actions";
import { movedTo } from "@/components/canvas/keys/use-step-drag";
import {
  type CanvasLink,
  type CanvasTask,
  toCanvasTask,
} from "@/components/canvas/model/canvas-task";
import { stepsUnder } from "@/components/canvas/model/hierarchy";
import { type CanvasModel, useModel } from "@/components/canvas/model/model";
import { callAction } from "@/components/forms/call-action";
import { messageOf } from "@/components/forms/refusal";
import { offerUndo } from "@/components/tasks/change/undo";
import { announce } from "@/components/ui/feedback/announcements";
import { toast } from "@/components/ui/overlays/toast";

export type CanvasActions = ReturnType<typeof createCanvasActions>;

/** What one does to the work on the canvas. A refusal says why, and what was shown ahead goes back. */
export function useCanvasActions(): CanvasActions {
  const model = useModel();
  return useMemo(() => createCanvasActions(model), [model]);
}

function createCanvasActions({ graph }: CanvasModel) {
  const ref = (id: number) => graph.task(id)?.ticket_ref ?? `#${id}`;
  const words = ({ from_id, to_id, type }: CanvasLink) => `${ref(from_id)} ${type} ${ref(to_id)}`;

  async function link(one: CanvasLink): Promise<boolean> {
    const result = await callAction(() =>
      linkTasksAction(one.from_id, { to: one.to_id, type: one.type }),
    );
    if (!result.ok) refuse(`${ref(one.from_id)} does not block ${ref(one.to_id)}`, result);
    else graph.link(one);
    return result.ok;
  }

  async function remove(one: CanvasLink): Promise<boolean> {
    const result = await callAction(() =>
      unlinkTasksAction(one.from_id, { to: one.to_id, type: one.type }),
    );
    if (!result.ok) refuse(`${words(one)}: the link stays`, result);
    else graph.link(one, true);
    return result.ok;
  }

  /** Puts the steps of a parent in another order, at once and back when it is refused. */
  async function reorder(parent: number, wanted: readonly number[]): Promise<boolean> {
    const before = wanted.map(graph.task).filter((task) => task !== undefined);
    const live = before.filter(({ archived_at }) => archived_at === null);
    graph.put(...before.map((task, at): CanvasTask => ({ ...task, exec_order: at + 1 })));
    const order = live.map(({ id }) => id);
    const result = await callAction(() => reorderStepsAction(parent, order));
    graph.put(...(result.ok ? result.data.map(toCanvasTask) : before));
    if (!result.ok) refuse(`The steps of ${ref(parent)} keep their order`, result);
    return result.ok;
  }

  return {
    async connect(from: number, to: number): Promise<void> {
      const one: CanvasLink = { type: "blocks", from_id: from, to_id: to };
      if (!(await link(one))) return;
      const undo = offerUndo(() => void remove(one));
      announceAndToast(words(one), undo);
    },

    async unlink(links: readonly CanvasLink[]): Promise<void> {
      for (const one of links) {
        if (!(await remove(one))) return;
        announceAndToast(
          `${words(one)}: the link is removed`,
          offerUndo(() => void link(one)),
        );
      }
    },

    /** Moves a step to another place among its parent's. */
    async move(id: number, at: number): Promise<void> {
      const parent = graph.hierarchy.parents.get(id);
      if (parent === undefined) return;
      const order = stepsUnder(graph.hierarchy, parent);
      const next = movedTo(order, id, at);
      if (next.indexOf(id) === order.indexOf(id)) return;
      const place = `step ${next.indexOf(id) + 1} of ${next.length}`;
      if (!(await reorder(parent, next))) return;
      announceAndToast(
        `${ref(id)} is now ${place}`,
        offerUndo(() => void reorder(parent, order)),
      );
    },

    /** Creates a task inside another, as its last step where there are only steps. */
    addChild: (parent: CanvasTask, title: string) =>
      create(graph, title, parent, stepAfterAll(graph, parent.id)),

    /** Creates a task beside another: as the next step where that is one. */
    async addSibling(task: CanvasTask, title: string): Promise<CanvasTask | null> {
      const parentId = graph.hierarchy.parents.get(task.id);
      const parent = parentId === undefined ? undefined : graph.task(parentId);
      if (!parent) return create(graph, title, null, {}, task);
      const isStep = graph.hierarchy.steps.has(task.id);
      const made = await create(graph, title, parent, isStep ? nextStep(graph, parent.id) : {});
      if (!made || !isStep) return made;
      const order = stepsUnder(graph.hierarchy, parent.id);
      const at = order.indexOf(task.id) + 1;
      if (order.indexOf(made.id) !== at) await reorder(parent.id, movedTo(order, made.id, at));
      return made;
    },
  };
}

type Graph = CanvasModel["graph"];
type Placement = { exec_mode?: "seq"; exec_order?: number };

function nextStep({ hierarchy, task }: Graph, parent: number): Placement {
  const orders = stepsUnder(hierarchy, parent).map((id) => task(id)?.exec_order ?? 0);
  return { exec_mode: "seq", exec_order: Math.max(0, ...orders) + 1 };
}

function stepAfterAll(graph: Graph, parent: number): Placement {
  const children = graph.hierarchy.children.get(parent) ?? [];
  const sequence = children.length > 0 && children.every((id) => graph.hierarchy.steps.has(id));
  return sequence ? nextStep(graph, parent) : {};
}

async function create(
  graph: Graph,
  title: string,
  parent: CanvasTask | null,
  placement: Placement,
  like?: CanvasTask,
): Promise<CanvasTask | null> {
  const result = await callAction(() =>
    createTaskAction({
      title,
      ...(parent ? { parent_id: parent.id } : {}),
      ...(like ? { project_id: like.project_id, type: like.type } : {}),
      ...placement,
    }),
  );
  if (!result.ok) {
    refuse(`“${title}” is not created`, result);
    return null;
  }
  const task = toCanvasTask(result.data);
  graph.add(task);
  announce(`${task.ticket_ref} created${parent ? ` in ${parent.ticket_ref}` : ""}`);
  return task;
}

function announceAndToast(what: string, undo: () => void): void {
  announce(what);
  toast(what, { action: { label: "Undo", onClick: undo } });
}

function refuse(what: string, refusal: { message: string; fix?: string }): void {
  toast.error(what, { description: messageOf(refusal) });
}

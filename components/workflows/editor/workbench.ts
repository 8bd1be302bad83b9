"use client";

import {
  createContext,
  use,
  useCallback,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from "react";
import { toast } from "@/components/ui/overlays/toast";
import { type Checked, checkSource, NOTHING_WRONG } from "./check-source";
import type { CodeState, CodeStore } from "./code/code-store";
import { type Edit, topOf } from "./document/operations";
import { EMPTY_OUTLINE, type Fields, type Outline, readOutline } from "./document/outline";

/** A text longer than this is read again only when one stops typing. */
const READ_AT_ONCE = 30_000;
const PAUSE_MS = 150;
const CHECK_PAUSE_MS = 250;

/** What both sides of the editor work on: the text with its one history, what is read from it, and what is selected. */
export interface Workbench {
  code: CodeStore;
  state: CodeState;
  /** The stages as the text says them; while it is no YAML, as they last were. */
  outline: Outline;
  /** Everything else that the text says, likewise. */
  top: Fields;
  /** Whether the text is no YAML at this moment: then it cannot be changed but as text. */
  isBroken: boolean;
  checked: Checked;
  selected: ReadonlySet<string>;
  /** The stage of the panel: the only selected one. */
  current: string | null;
  select: (names: Iterable<string>) => void;
  /** Takes an edit over into the text and the selection. Says why not, when it is refused. */
  apply: (edit: Edit, topic?: string) => boolean;
  canWrite: boolean;
}

const WorkbenchContext = createContext<Workbench | null>(null);
export const WorkbenchProvider = WorkbenchContext;

export function useWorkbench(): Workbench {
  const workbench = use(WorkbenchContext);
  if (!workbench) throw new Error("Outside of the workflow editor");
  return workbench;
}

const NOBODY: ReadonlySet<string> = new Set();

export function useNewWorkbench(code: CodeStore, canWrite: boolean): Workbench {
  const state = useSyncExternalStore(code.subscribe, code.get, code.get);
  const { outline, top, isBroken } = useOutline(state.text);
  const checked = useChecked(state.text);
  const [chosen, setChosen] = useState(NOBODY);
  const [seen, setSeen] = useState(outline);
  if (seen !== outline) {
    setSeen(outline);
    setChosen(stillChosen(chosen, seen, outline));
  }
  const selected = useMemo(() => {
    const there = outline.stages.filter(({ id }) => chosen.has(id));
    return there.length === chosen.size ? chosen : new Set(there.map(({ id }) => id));
  }, [outline, chosen]);
  const select = useCallback((names: Iterable<string>) => setChosen(new Set(names)), []);
  const apply = useCallback(
    (edit: Edit, topic?: string) => {
      if ("refusal" in edit) {
        toast.error(edit.refusal, { id: "workflow-edit" });
        return false;
      }
      code.replace(edit.source, topic);
      if (edit.select.length > 0) setChosen(new Set(edit.select));
      return true;
    },
    [code],
  );
  const [current = null] = selected.size === 1 ? selected : [];
  return useMemo(
    () => ({
      code,
      state,
      outline,
      top,
      isBroken,
      checked,
      selected,
      current,
      select,
      apply,
      canWrite,
    }),
    [code, state, outline, top, isBroken, checked, selected, current, select, apply, canWrite],
  );
}

/** What is gone from the text is no longer chosen; a stage that only has another name, as after undo, still is. */
function stillChosen(
  chosen: ReadonlySet<string>,
  before: Outline,
  after: Outline,
): ReadonlySet<string> {
  const there = new Set(after.stages.map(({ id }) => id));
  if ([...chosen].every((id) => there.has(id))) return chosen;
  const isSameLength = before.stages.length === after.stages.length;
  const next = [...chosen].flatMap((id) => {
    if (there.has(id)) return id;
    const index = before.stages.findIndex((stage) => stage.id === id);
    return (isSameLength && after.stages[index]?.id) || [];
  });
  return new Set(next);
}

function useOutline(text: string): Pick<Workbench, "outline" | "top" | "isBroken"> {
  const settled = useSettled(text, text.length > READ_AT_ONCE ? PAUSE_MS : 0);
  const read = useMemo(() => {
    const outline = readOutline(settled);
    return outline && { outline, top: topOf(settled) };
  }, [settled]);
  const [kept, setKept] = useState<{ outline: Outline; top: Fields }>({
    outline: EMPTY_OUTLINE,
    top: {},
  });
  if (read && read !== kept) setKept(read);
  return { ...(read ?? kept), isBroken: read === null };
}

function useChecked(text: string): Checked {
  const settled = useSettled(text, CHECK_PAUSE_MS);
  return useMemo(() => (settled.trim() === "" ? NOTHING_WRONG : checkSource(settled)), [settled]);
}

/** A text as it was when it last stayed the same for a while. */
function useSettled(text: string, ms: number): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    if (ms === 0) return;
    const timer = setTimeout(setSettled, ms, text);
    return () => clearTimeout(timer);
  }, [text, ms]);
  return ms === 0 ? text : settled;
}

"use client";

import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import { asOneOf, orElse } from "@/components/sync/address/parsers";
import { useAddress } from "@/components/sync/address/use-address";
import { cn } from "@/components/ui/cn";
import { Segmented, SegmentedItem } from "@/components/ui/controls/segmented";
import { leaveFocusElsewhere } from "@/components/ui/overlays/return-focus";
import { useWide } from "@/components/ui/use-wide";
import type { ShownKind } from "@/components/workflows/stage-kinds";
import { definitionCode } from "./code/code-extensions";
import { CodePane } from "./code/code-pane";
import { type CodeStore, createCodeStore } from "./code/code-store";
import type { KnownNames } from "./code/completions";
import { diagnosticsOf } from "./code/diagnostics";
import { addStage } from "./document/operations";
import { EMPTY_OUTLINE } from "./document/outline";
import { StageGraph } from "./flow/stage-graph";
import { stageElement } from "./flow/use-graph-keys";
import { KnownNamesProvider } from "./known-names";
import { StagePanel } from "./panel/stage-panel";
import { WorkflowPanel } from "./panel/workflow-panel";
import { ProblemList } from "./problem-list";
import { SIDES, Toolbar } from "./toolbar";
import { useEditorCommands } from "./use-editor-commands";
import { useNewWorkbench, WorkbenchProvider } from "./workbench";

export interface WorkflowEditorProps {
  /** What one begins with: the draft, or the version that is shown. */
  initial: string;
  canWrite: boolean;
  known: KnownNames;
  /** Every text, as it is typed, and whether it could be saved. */
  onText: (text: string, errors: number) => void;
  onSave: () => void;
  onRun: (() => void) | null;
}

const FIELDS = { show: orElse(asOneOf(SIDES), "both") };
const TABS = ["graph", "yaml", "panel"] as const;
type Tab = (typeof TABS)[number];

/** Graph and YAML of one definition side by side, or as tabs where there is no room. */
export function WorkflowEditor(props: WorkflowEditorProps) {
  const code = useCodeStore(props);
  return code ? <Editor code={code} {...props} /> : null;
}

/** The text's store, which lives as long as the editor; what it asks of the screen is always the latest. */
function useCodeStore({ initial, canWrite, known }: WorkflowEditorProps): CodeStore | null {
  const [code, setCode] = useState<CodeStore | null>(null);
  const live = useRef({ known, initial });
  useEffect(() => {
    live.current = { known, initial };
  });
  useEffect(() => {
    const store = createCodeStore(
      live.current.initial,
      definitionCode({
        outline: () => outlines.get(store) ?? EMPTY_OUTLINE,
        known: () => live.current.known,
        onCaret: (position) => carets.get(store)?.(position),
        readOnly: !canWrite,
      }),
    );
    setCode(store);
    return () => store.destroy();
  }, [canWrite]);
  return code;
}

/** What the code asks for, by its store: the outline that is shown, and who hears where the caret is. */
const outlines = new WeakMap<CodeStore, typeof EMPTY_OUTLINE>();
const carets = new WeakMap<CodeStore, (position: number) => void>();

function Editor({
  code,
  canWrite,
  known,
  onText,
  onSave,
  onRun,
}: WorkflowEditorProps & { code: CodeStore }) {
  const bench = useNewWorkbench(code, canWrite);
  const { apply, checked, current, outline, select, state } = bench;
  const isWide = useWide();
  const [{ show }, setAddress] = useAddress(FIELDS);
  const [tab, setTab] = useState<Tab>("graph");
  const [panel, setPanel] = useState<"stage" | "workflow" | null>("stage");
  const [adding, setAdding] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const stage = outline.stages.find(({ id }) => id === current);

  useEffect(() => {
    outlines.set(code, outline);
    carets.set(code, (position) => {
      const around = outline.stages.find(
        ({ range }) => range.from <= position && position <= range.to,
      );
      if (around) select([around.id]);
    });
  }, [code, outline, select]);
  useEffect(() => {
    onText(state.text, checked.errors);
  }, [state.text, checked, onText]);
  useEffect(() => {
    code.mark(diagnosticsOf(checked.marks, code.view.state.doc.length));
  }, [code, checked]);
  // What is chosen on the graph is shown in the code, unless the code chose it.
  const showInCode = useEffectEvent(() => {
    if (stage && !code.view.hasFocus) code.reveal(stage.range.from, stage.range.to, false);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another stage asks for it, and no change of one
  useEffect(() => showInCode(), [stage?.id]);

  const focusPanel = useCallback(
    () =>
      root.current
        ?.querySelector<HTMLElement>("[data-panel] input, [data-panel] textarea")
        ?.focus(),
    [],
  );
  const open = useCallback(() => {
    setPanel("stage");
    setTab("panel");
    requestAnimationFrame(focusPanel);
  }, [focusPanel]);
  const close = useCallback(() => {
    setTab("graph");
    if (panel === "workflow") setPanel("stage");
    else {
      select([]);
      const id = stage?.id;
      if (id) requestAnimationFrame(() => stageElement(root.current, id)?.focus());
    }
  }, [panel, select, stage?.id]);
  const isAdded = useRef(false);
  const add = useCallback(
    (kind: ShownKind) => {
      if (!apply(addStage(code.get().text, kind, current))) return;
      if (!isWide) return;
      setPanel("stage");
      isAdded.current = true;
    },
    [apply, code, current, isWide],
  );
  /** The menu of kinds has closed: what was chosen in it has its fields beside the graph. */
  const endAdding = useCallback(
    (event: Event) => {
      if (!isAdded.current) return leaveFocusElsewhere(event);
      isAdded.current = false;
      event.preventDefault();
      focusPanel();
    },
    [focusPanel],
  );
  useEditorCommands({ code, root, canWrite, onSave, onRun, onAdding: () => setAdding(true) });

  const goTo = (mark: { from: number; to: number; stage: number | null }) => {
    const found = outline.stages.find(({ index }) => index === mark.stage);
    if (found) select([found.id]);
    if (!isWide) setTab("yaml");
    else if (show === "graph") void setAddress({ show: "both" });
    requestAnimationFrame(() => code.reveal(mark.from, mark.to, true));
  };

  const shown = {
    graph: isWide ? show !== "yaml" : tab === "graph",
    yaml: isWide ? show !== "graph" : tab === "yaml",
    panel: (isWide || tab === "panel") && (panel === "workflow" || stage !== undefined),
  };
  return (
    <KnownNamesProvider value={known}>
      <WorkbenchProvider value={bench}>
        <div ref={root} className="flex min-h-0 flex-1 flex-col">
          <Toolbar
            side={show}
            onSide={(next) => void setAddress({ show: next })}
            onAdd={add}
            onPanel={() => {
              setPanel(panel === "workflow" && shown.panel ? "stage" : "workflow");
              setTab("panel");
            }}
            isWide={isWide}
            tabs={
              <Segmented label="Show" value={tab} onValueChange={setTab}>
                <SegmentedItem value="graph">Graph</SegmentedItem>
                <SegmentedItem value="yaml">YAML</SegmentedItem>
                <SegmentedItem value="panel">
                  {panel === "workflow" ? "Inputs" : "Stage"}
                </SegmentedItem>
              </Segmented>
            }
            adding={adding}
            onAdding={setAdding}
            onAddingEnd={endAdding}
          />
          <div className="flex min-h-0 flex-1">
            <div className={cn("flex min-h-0 min-w-0 flex-1", !shown.graph && "hidden")}>
              <StageGraph onOpen={open} onAdd={() => setAdding(true)} />
            </div>
            <div
              className={cn(
                "flex min-h-0 min-w-0 flex-1 border-l",
                isWide && shown.graph && (shown.panel ? "flex-[0_1_25rem]" : "flex-[0_1_34rem]"),
                !shown.yaml && "hidden",
                !isWide && "border-l-0",
              )}
            >
              <CodePane code={code} />
            </div>
            {shown.panel ? (
              <div
                data-panel
                className={cn(
                  "flex min-h-0 shrink-0 flex-col bg-panel",
                  isWide ? "w-80 border-l" : "w-full",
                )}
              >
                {panel === "workflow" ? (
                  <WorkflowPanel onClose={close} />
                ) : stage ? (
                  <StagePanel stage={stage} onClose={close} />
                ) : null}
              </div>
            ) : !isWide && tab === "panel" ? (
              <p className="flex-1 px-6 py-16 text-center text-ink-2 text-sm">
                Choose a stage on the graph to see what it does.
              </p>
            ) : null}
          </div>
          <ProblemList onGo={goTo} />
        </div>
      </WorkbenchProvider>
    </KnownNamesProvider>
  );
}

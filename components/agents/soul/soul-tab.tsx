"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Save, Sparkles } from "lucide-react";
import { useDeferredValue, useMemo, useState } from "react";
import { setSoulAction } from "@/app/(app)/agents/actions";
import { TextEditor } from "@/components/editor/text-editor";
import { callAction } from "@/components/forms/call-action";
import { TextDraftMark } from "@/components/forms/drafts/draft-mark";
import { useTextDraft } from "@/components/forms/drafts/drafts";
import { messageOf, problemsOf } from "@/components/forms/refusal";
import { type Command, useCommands } from "@/components/shell/keys/command-registry";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/controls/button";
import { Segmented, SegmentedItem } from "@/components/ui/controls/segmented";
import { Count } from "@/components/ui/display/figure";
import { Markdown } from "@/components/ui/display/markdown";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { toast } from "@/components/ui/overlays/toast";
import type { AgentWire } from "@/lib/agents/shapes";
import type { SoulChoice } from "./template-menu";
import { TemplateMenu } from "./template-menu";

const MAX_LENGTH = 50_000;

type SoulTabProps = {
  agent: AgentWire;
  souls: readonly SoulChoice[];
  canEdit: boolean;
  /** Whether the tab is visible: its shortcuts work only then. */
  active: boolean;
};

/**
 * The SOUL editor: the agent's role and instructions in markdown with a preview, written from scratch or from a
 * template.
 */
export function SoulTab({ agent, souls, canEdit, active }: SoulTabProps) {
  const client = useQueryClient();
  const saved = agent.soul_content ?? "";
  const draft = useTextDraft({ object: `agent:${agent.id}`, field: "soul" }, saved);
  const [view, setView] = useState<"write" | "preview">("write");
  const [replacing, setReplacing] = useState<SoulChoice | null>(null);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<string | null>(null);

  const { text, isDraft: isDirty } = draft;
  // Rendering 50,000 letters may not stand between two key presses.
  const shown = useDeferredValue(text);
  const isOvertaken = isDirty && draft.base !== saved;

  function write(next: string) {
    setError(null);
    draft.set(next);
  }

  async function save() {
    if (!isDirty || pending) return;
    setPending(true);
    const answer = await callAction(() => setSoulAction(agent.id, { soul_content: text || null }));
    setPending(false);
    if (!answer.ok) return setError(problemsOf(answer).soul_content ?? messageOf(answer));
    client.setQueryData(queryKeys.agent(agent.name), answer.data);
    // What was typed while it was saved is the next draft.
    if (draft.current() === text) draft.drop();
    else draft.rebase(text);
    toast.success(`Saved the SOUL of ${agent.name}`);
  }

  const commands = useMemo<Command[]>(
    () => [
      {
        id: "soul.save",
        label: "Save the SOUL",
        group: "Agent",
        icon: Save,
        keys: "mod+s",
        enabled: active && isDirty,
        run: () => document.getElementById("soul-save")?.click(),
      },
    ],
    [active, isDirty],
  );
  useCommands(commands);

  if (!canEdit) {
    return text ? (
      <div className="max-w-3xl p-4 md:p-6">
        <Markdown>{text}</Markdown>
      </div>
    ) : (
      <EmptyState
        title="No SOUL yet"
        description="An operator can write who this agent is and how it works."
      />
    );
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex flex-wrap items-center gap-2 border-b px-4 py-2">
        <TemplateMenu
          souls={souls}
          onChoose={(soul) => (text.trim() === "" ? write(soul.content) : setReplacing(soul))}
        />
        <Segmented label="Show" value={view} onValueChange={setView} className="lg:hidden">
          <SegmentedItem value="write">Write</SegmentedItem>
          <SegmentedItem value="preview">Preview</SegmentedItem>
        </Segmented>
        <span
          className={cn(
            "ml-auto text-xs tabular-nums",
            text.length > MAX_LENGTH ? "text-danger" : "text-ink-3",
          )}
        >
          <Count value={text.length} />
          <span className="max-sm:hidden">
            {" "}
            of <Count value={MAX_LENGTH} />
          </span>
        </span>
        <TextDraftMark draft={draft} />
        <Button
          id="soul-save"
          variant="primary"
          disabled={!isDirty}
          pending={pending}
          onClick={save}
        >
          Save
        </Button>
      </div>
      {error ? (
        <p role="alert" className="border-b bg-danger/10 px-4 py-2 text-danger text-sm">
          {error}
        </p>
      ) : null}
      {isOvertaken ? (
        <div
          role="alert"
          className="flex flex-wrap items-center gap-2 border-b bg-warning/10 px-4 py-2 text-sm text-warning"
        >
          <span className="flex-1">Somebody saved another SOUL while you were writing.</span>
          <Button size="sm" onClick={draft.drop}>
            Take theirs
          </Button>
          <Button size="sm" onClick={() => draft.rebase(saved)}>
            Keep writing mine
          </Button>
        </div>
      ) : null}
      <div className="grid min-h-[55dvh] flex-1 lg:grid-cols-2">
        <div className={cn("flex min-h-0 min-w-0 flex-col", view === "preview" && "max-lg:hidden")}>
          <TextEditor
            label={`SOUL of ${agent.name}, in markdown`}
            value={text}
            onChange={write}
            mentions
            maxLength={MAX_LENGTH}
            placeholder={`# ${agent.name}\n\nWho it is, what it does, how it works.`}
            className="max-h-none min-h-[55dvh] flex-1 resize-none rounded-none border-0 p-2 focus-within:outline-none md:p-4"
          />
        </div>
        <section
          aria-label="Preview"
          className={cn(
            "min-w-0 border-line bg-sunken p-4 md:p-6 lg:border-l",
            view === "write" && "max-lg:hidden",
          )}
        >
          {text.trim() ? (
            <Markdown>{shown}</Markdown>
          ) : (
            <p className="flex items-center gap-2 text-ink-3">
              <Sparkles aria-hidden className="size-4" />
              Start from one of the {souls.length} templates, or write.
            </p>
          )}
        </section>
      </div>
      <ConfirmDialog
        open={replacing !== null}
        onOpenChange={(open) => !open && setReplacing(null)}
        title={`Replace the text with the ${replacing?.name} template?`}
        description="What stands in the editor goes away. Nothing is saved before you save it."
        confirmLabel="Replace"
        tone="primary"
        onConfirm={() => {
          if (replacing) write(replacing.content);
        }}
      />
    </div>
  );
}

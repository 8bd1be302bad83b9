"use client";

import { Send } from "lucide-react";
import { useRef, useState } from "react";
import { askAgentAction, askSeveralAction } from "@/app/(app)/ask/actions";
import { callAction } from "@/components/forms/call-action";
import { TextDraftMark } from "@/components/forms/drafts/draft-mark";
import { useTextDraft } from "@/components/forms/drafts/drafts";
import { messageOf } from "@/components/forms/refusal";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { Textarea } from "@/components/ui/controls/input";
import { Keys } from "@/components/ui/display/keys";
import { useRefreshTurns } from "./use-turns";

interface AskFormProps {
  agents: readonly string[];
  /** Several were asked: the group of their answers. */
  onSeveral: (fan: number) => void;
}

/** What is asked. Sent again after a failure, it is the same question and is not asked twice. */
export function AskForm({ agents, onSeveral }: AskFormProps) {
  const draft = useTextDraft({ object: "ask", field: "prompt" });
  const refresh = useRefreshTurns();
  const [pending, setPending] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const asked = useRef<{ what: string; key: string } | null>(null);
  const [first] = agents;
  const prompt = draft.text.trim();

  async function send() {
    if (pending) return;
    if (!first) return setRefused("Choose an agent to ask.");
    if (prompt === "") return field.current?.focus();
    const what = JSON.stringify([agents, prompt]);
    if (asked.current?.what !== what) asked.current = { what, key: newKey() };
    const { key } = asked.current;
    setPending(true);
    const answer =
      agents.length === 1
        ? await callAction(() => askAgentAction(first, prompt, key))
        : await callAction(() => askSeveralAction([...agents], prompt, key));
    setPending(false);
    setRefused(answer.ok ? null : messageOf(answer));
    if (!answer.ok) return;
    asked.current = null;
    draft.drop();
    await refresh();
    if (typeof answer.data === "number") onSeveral(answer.data);
    field.current?.focus();
  }

  return (
    <div className="flex flex-col gap-2">
      <Field label="Question" hideLabel error={refused}>
        <Textarea
          ref={field}
          value={draft.text}
          dir="auto"
          rows={2}
          maxLength={200_000}
          placeholder={placeholderFor(agents)}
          className="max-h-72 min-h-16"
          onChange={(event) => draft.set(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) void send();
            if (event.key === "Escape") event.currentTarget.blur();
          }}
        />
      </Field>
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="primary" pending={pending} onClick={() => void send()}>
          <Send aria-hidden className="size-4" />
          {agents.length > 1 ? `Ask ${agents.length} and compare` : "Ask"}
        </Button>
        <span className="max-md:hidden">
          <Keys keys="mod+enter" />
        </span>
        <TextDraftMark draft={draft} />
      </div>
    </div>
  );
}

function placeholderFor(agents: readonly string[]): string {
  if (agents.length === 0) return "Choose an agent, and ask…";
  return agents.length === 1 ? `Ask ${agents[0]}…` : "Ask all of them the same…";
}

const newKey = (): string => `browser-${crypto.getRandomValues(new Uint32Array(4)).join("-")}`;

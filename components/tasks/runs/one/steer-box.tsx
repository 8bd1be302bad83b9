"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Pencil, Send, Undo2 } from "lucide-react";
import { useRef, useState } from "react";
import {
  changeMessageAction,
  steerRunAction,
  withdrawMessageAction,
} from "@/app/(app)/runs/actions";
import { ended } from "@/components/format/sentence";
import { callAction } from "@/components/forms/call-action";
import { TextDraftMark } from "@/components/forms/drafts/draft-mark";
import { useTextDraft } from "@/components/forms/drafts/drafts";
import { messageOf } from "@/components/forms/refusal";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { useViewer } from "@/components/sync/viewer";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { Textarea } from "@/components/ui/controls/input";
import { Segmented, SegmentedItem } from "@/components/ui/controls/segmented";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { toast } from "@/components/ui/overlays/toast";
import type { ActionResult } from "@/lib/api/action";
import type { RunWire } from "@/lib/runs/shapes";
import type { Timing } from "@/lib/steering/schema";
import type { RunMessageWire, SteeringWire } from "@/lib/steering/shapes";

interface Messages {
  messages: RunMessageWire[];
  steering: SteeringWire;
}

/** What was said to the run while it worked, and a field to say more. Nothing for a run that is over and was told nothing. */
export function SteerBox({ run }: { run: RunWire }) {
  const { canWrite } = useViewer();
  const { data } = useQuery({
    queryKey: queryKeys.runMessages(run.id),
    queryFn: ({ signal }) => apiGet<Messages>(`/api/runs/${run.id}/messages`, signal),
  });
  const [changing, setChanging] = useState<RunMessageWire | null>(null);
  const isOpen = run.outcome === null;
  if (!data || (!isOpen && data.messages.length === 0)) return null;
  const { messages, steering } = data;
  const takes = steering.now || steering.after_turn;
  return (
    <section
      aria-label="Messages to the run"
      className="flex max-h-[45%] shrink-0 flex-col gap-2 overflow-y-auto border-t px-4 py-2.5 max-lg:max-h-none max-md:px-3"
    >
      {messages.length > 0 ? (
        <ol aria-label="What was said to it" className="flex flex-col gap-1.5">
          {messages.map((message) => (
            <Said
              key={message.seq}
              message={message}
              onChange={canWrite && message.state === "waiting" ? setChanging : undefined}
            />
          ))}
        </ol>
      ) : null}
      {!isOpen || !canWrite ? null : takes ? (
        <SteerForm
          // What is changed has a text of its own.
          key={changing?.seq ?? "new"}
          run={run}
          steering={steering}
          changing={changing}
          onDone={() => setChanging(null)}
        />
      ) : (
        <p className="text-ink-3 text-sm">{ended(steering.reason ?? "It takes no messages")}</p>
      )}
    </section>
  );
}

interface SteerFormProps {
  run: RunWire;
  steering: SteeringWire;
  /** The message whose words are changed; null for a new one. */
  changing: RunMessageWire | null;
  onDone: () => void;
}

function SteerForm({ run, steering, changing, onDone }: SteerFormProps) {
  const client = useQueryClient();
  const draft = useTextDraft({
    object: `run:${run.id}`,
    field: changing ? `message ${changing.seq}` : "message",
  });
  const [chosen, setChosen] = useState<Timing | null>(changing?.when ?? null);
  const [refused, setRefused] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const when: Timing = chosen ?? (steering.now ? "now" : "after_turn");
  const text = draft.text === "" && changing ? changing.text : draft.text;

  async function send() {
    if (pending || text.trim() === "") return field.current?.focus();
    setPending(true);
    const answer = await callAction<RunMessageWire>(() =>
      changing
        ? changeMessageAction(run.id, changing.seq, { text, when, version: changing.version })
        : steerRunAction(run.id, { text, when }),
    );
    setPending(false);
    setRefused(answer.ok ? null : messageOf(answer));
    await client.invalidateQueries({ queryKey: queryKeys.runMessages(run.id) });
    if (!answer.ok) return;
    draft.drop();
    onDone();
    field.current?.focus();
  }

  return (
    <div className="flex flex-col gap-1.5">
      <Field
        label={changing ? `Change message ${changing.seq}` : "Say something to it"}
        hideLabel={!changing}
        error={refused}
      >
        <Textarea
          ref={field}
          value={text}
          dir="auto"
          rows={1}
          maxLength={20_000}
          autoFocus={changing !== null}
          placeholder={`Say something to ${run.agent} while it works…`}
          className="max-h-40 min-h-8"
          onChange={(event) => draft.set(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) void send();
            if (event.key === "Escape") event.currentTarget.blur();
          }}
        />
      </Field>
      <div className="flex flex-wrap items-center gap-2">
        {steering.now && steering.after_turn ? (
          <Segmented<Timing> label="When it hears it" value={when} onValueChange={setChosen}>
            <SegmentedItem value="now">Now</SegmentedItem>
            <SegmentedItem value="after_turn">After its turn</SegmentedItem>
          </Segmented>
        ) : (
          <span className="text-ink-3 text-xs">
            {when === "now"
              ? "It hears it at once."
              : "It hears it when its turn ends, and goes on."}
          </span>
        )}
        <TextDraftMark draft={draft} />
        <span className="ml-auto flex gap-2">
          {changing ? (
            <Button size="sm" variant="ghost" onClick={onDone}>
              Leave it
            </Button>
          ) : null}
          <Button
            size="sm"
            variant="primary"
            pending={pending}
            aria-disabled={text.trim() === "" ? true : undefined}
            onClick={() => void send()}
          >
            <Send aria-hidden className="size-3.5" />
            {changing ? "Save" : "Send"}
          </Button>
        </span>
      </div>
    </div>
  );
}

interface SaidProps {
  message: RunMessageWire;
  onChange?: (message: RunMessageWire) => void;
}

function Said({ message, onChange }: SaidProps) {
  const client = useQueryClient();
  const { run_id, seq, text, state, created_by, created_at } = message;

  async function withdraw() {
    const answer: ActionResult<RunMessageWire> = await callAction(() =>
      withdrawMessageAction(run_id, seq),
    );
    if (!answer.ok) toast.error(messageOf(answer));
    await client.invalidateQueries({ queryKey: queryKeys.runMessages(run_id) });
  }

  return (
    <li className="flex min-w-0 items-start gap-3 text-sm">
      <div className="min-w-0 flex-1">
        <p
          dir="auto"
          className={cn(
            "wrap-anywhere whitespace-pre-wrap",
            state === "withdrawn" && "text-ink-3 line-through",
          )}
        >
          {text}
        </p>
        <p className="text-ink-3 text-xs">
          {created_by}, <RelativeTime time={created_at} /> · {stateOf(message)}
        </p>
      </div>
      {onChange ? (
        <span className="flex shrink-0 gap-1">
          <Button size="sm" variant="ghost" onClick={() => onChange(message)}>
            <Pencil aria-hidden className="size-3.5" />
            Change<span className="sr-only"> message {seq}</span>
          </Button>
          <Button size="sm" variant="ghost" onClick={() => void withdraw()}>
            <Undo2 aria-hidden className="size-3.5" />
            Withdraw<span className="sr-only"> message {seq}</span>
          </Button>
        </span>
      ) : null}
    </li>
  );
}

function stateOf({ state, when, reason, carried_to }: RunMessageWire): string {
  if (state === "waiting")
    return when === "now" ? "not heard yet" : "waits for the end of its turn";
  if (state === "taken") return "on its way to the program";
  if (state === "delivered") return "heard";
  if (state === "withdrawn") return "withdrawn";
  const why = reason ? `not heard: ${reason}` : "not heard, because the run ended first";
  return carried_to === null ? why : `${why}; told to run #${carried_to} instead`;
}

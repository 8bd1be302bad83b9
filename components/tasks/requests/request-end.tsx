"use client";

import { CircleCheck, CircleSlash } from "lucide-react";
import { TextDraftMark } from "@/components/forms/drafts/draft-mark";
import { useTextDraft } from "@/components/forms/drafts/drafts";
import { useViewer } from "@/components/sync/viewer";
import { cn } from "@/components/ui/cn";
import { CopyButton } from "@/components/ui/controls/copy-button";
import { Markdown } from "@/components/ui/display/markdown";
import { RelativeTime } from "@/components/ui/display/relative-time";
import type { RequestWire } from "@/lib/requests/shapes";
import { draftPlace } from "./answer";
import { endInWords } from "./request-words";

/** How a request ended: who said what, when. What the reader had typed for it meanwhile is kept. */
export function RequestEnd({ request }: { request: RequestWire }) {
  const { name } = useViewer();
  const { state, answer, closed_at } = request;
  const isAnswered = state === "answered";
  const Icon = isAnswered ? CircleCheck : CircleSlash;
  return (
    <div className="flex flex-col gap-2 text-sm">
      <p className="flex items-start gap-2">
        <Icon
          aria-hidden
          className={cn("mt-0.5 size-4 shrink-0", isAnswered ? "text-success" : "text-ink-3")}
        />
        <span dir="auto" className="wrap-anywhere min-w-0 flex-1">
          {endInWords(request, name)}
        </span>
        {closed_at === null ? null : (
          <RelativeTime time={closed_at} className="mt-0.5 shrink-0 text-ink-3 text-xs" />
        )}
      </p>
      {answer?.text ? (
        <div className="ml-6 border-line-strong border-l-2 pl-3">
          <Markdown className="text-ink-2 text-sm leading-5">{answer.text}</Markdown>
        </div>
      ) : null}
      <KeptText id={request.id} />
    </div>
  );
}

/** What the reader typed for a request that was closed before they sent it. */
function KeptText({ id }: { id: number }) {
  const draft = useTextDraft(draftPlace(id));
  if (!draft.isDraft) return null;
  return (
    <div className="ml-6 flex flex-col gap-1.5 rounded-md border border-dashed px-3 py-2">
      <p className="text-ink-3 text-xs">You had begun to write, and did not send:</p>
      <p dir="auto" className="wrap-anywhere whitespace-pre-wrap text-ink-2">
        {draft.text}
      </p>
      <span className="flex flex-wrap items-center gap-2">
        <CopyButton value={draft.text} withLabel label="Copy" />
        <TextDraftMark draft={draft} />
      </span>
    </div>
  );
}

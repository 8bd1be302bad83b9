"use client";

import { CircleQuestionMark, Reply } from "lucide-react";
import { useMemo } from "react";
import { drafts } from "@/components/forms/drafts/drafts";
import { type Command, useCommands } from "@/components/shell/keys/command-registry";
import { useViewer } from "@/components/sync/viewer";
import type { RequestWire } from "@/lib/requests/shapes";
import { draftPlace } from "./answer";
import { answerByKey } from "./answer-form";
import { usePendingAnswer } from "./pending-answers";
import { replyTo } from "./reply-to";

const GROUP = "Requests";

interface RequestCommandsProps {
  request: RequestWire;
  /** Whether the whole request is in view: then Enter takes what is proposed. */
  isOpen: boolean;
  /** Brings the field for words of one's own into view. */
  onReply?: (request: RequestWire) => void;
}

/**
 * The keys of the current request: a digit for each option, Enter for the proposed one, `r` for words of one's own. An answer by key counts
 * after ten seconds, and `u` takes it back until then.
 */
export function RequestCommands({ request, isOpen, onReply }: RequestCommandsProps): null {
  const { canWrite, username } = useViewer();
  const isPending = usePendingAnswer(request.id) !== undefined;
  const commands = useMemo<Command[]>(() => {
    const enabled = canWrite && request.mine && !isPending;
    const { object, field } = draftPlace(request.id);
    const take = (option: string) => {
      const typed = drafts.read(username, object, field)?.value;
      answerByKey(request, option, typeof typed === "string" ? typed : "");
    };
    return [
      ...request.options.slice(0, 9).map(({ id, label }, index) => ({
        id: `request.option-${index + 1}`,
        label: `Answer “${label}”`,
        group: GROUP,
        icon: CircleQuestionMark,
        keys: String(index + 1),
        enabled,
        run: () => take(id),
      })),
      {
        id: "request.proposed",
        label: "Take the proposed answer",
        group: GROUP,
        keys: "enter",
        inPalette: false,
        enabled: enabled && isOpen && request.proposed !== null,
        run: () => {
          if (request.proposed !== null) take(request.proposed);
        },
      },
      {
        id: "request.reply",
        label: "Answer in your own words",
        group: GROUP,
        icon: Reply,
        keys: "r",
        enabled,
        run: () => {
          replyTo.set(request.id);
          onReply?.(request);
        },
      },
    ];
  }, [request, isOpen, canWrite, username, isPending, onReply]);
  useCommands(commands);
  return null;
}

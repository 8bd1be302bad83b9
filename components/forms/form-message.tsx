import { Button } from "@/components/ui/controls/button";
import { DraftMark } from "./drafts/draft-mark";
import type { Form } from "./use-form";

interface FormMessageProps {
  message: string | null;
  /** Sends the form again, where that may help. */
  onTryAgain?: () => void;
}

/** The reason why the form as a whole was refused. */
export function FormMessage({ message, onTryAgain }: FormMessageProps) {
  if (message === null) return null;
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-2 rounded-md bg-danger/10 px-3 py-2 text-danger"
    >
      <span className="min-w-40 flex-1">{message}</span>
      {onTryAgain ? (
        <Button size="sm" onClick={onTryAgain}>
          Try again
        </Button>
      ) : null}
    </div>
  );
}

interface FormStatusProps<V extends object> {
  form: Pick<
    Form<V>,
    "message" | "mayTryAgain" | "submit" | "overtaken" | "revert" | "draftAt" | "discard"
  >;
  /** The names of the fields, for the words about a conflict. */
  names?: Partial<Record<keyof V, string>>;
}

/** All that is to be said about a form: its refusal, what somebody else changed meanwhile, and that it is a draft. */
export function FormStatus<V extends object>({ form, names = {} }: FormStatusProps<V>) {
  const { overtaken } = form;
  return (
    <>
      <FormMessage
        message={form.message}
        onTryAgain={form.mayTryAgain ? () => void form.submit() : undefined}
      />
      {overtaken.length > 0 ? (
        <div
          role="alert"
          className="flex flex-wrap items-center gap-2 rounded-md bg-warning/10 px-3 py-2 text-sm"
        >
          <span className="min-w-40 flex-1">
            Somebody changed {overtaken.map((name) => names[name] ?? name).join(", ")} while you
            were typing. Saving puts yours in its place.
          </span>
          <Button size="sm" onClick={() => form.revert(overtaken)}>
            Take theirs
          </Button>
        </div>
      ) : null}
      {form.draftAt === null ? null : <DraftMark at={form.draftAt} onDiscard={form.discard} />}
    </>
  );
}

import { Keys } from "@/components/ui/display/keys";

/** The key of an answer, where it acts: not on touch screens, nor in an overlay, in which single keys rest. */
export function KeyHint({ keys }: { keys: string }) {
  return (
    <span className="pointer-coarse:hidden [[role=dialog]_&]:hidden">
      <Keys keys={keys} />
    </span>
  );
}

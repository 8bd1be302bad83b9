import { afterEach, expect, test, vi } from "vitest";
import type { ActionResult } from "@/lib/api/action";
import { registerProofDialog, withProof } from "./with-proof";

const REFUSED: ActionResult<string> = {
  ok: false,
  code: "forbidden",
  message: "This takes a fresh proof that it is you",
  reason: "proof_required",
};
const DONE: ActionResult<string> = { ok: true, data: "done" };
let unregister: () => void = () => undefined;
afterEach(() => unregister());

function answering(...answers: ActionResult<string>[]) {
  const send = vi.fn<() => Promise<ActionResult<string>>>();
  for (const answer of answers) send.mockResolvedValueOnce(answer);
  return send;
}

test("a change that wants a proof is sent again once the person has given it", async () => {
  const ask = vi.fn(async () => true);
  unregister = registerProofDialog(ask);
  const send = answering(REFUSED, DONE);
  expect(await withProof(send)).toEqual(DONE);
  expect(ask).toHaveBeenCalledExactlyOnceWith("proof_required");
  expect(send).toHaveBeenCalledTimes(2);
});

test("without the proof the refusal stands, and nothing is sent again", async () => {
  unregister = registerProofDialog(async () => false);
  const send = answering(REFUSED, DONE);
  expect(await withProof(send)).toEqual(REFUSED);
  expect(send).toHaveBeenCalledTimes(1);
});

test("other answers pass as they are", async () => {
  const ask = vi.fn(async () => true);
  unregister = registerProofDialog(ask);
  const other: ActionResult<string> = { ok: false, code: "forbidden", message: "Requires admin" };
  expect(await withProof(answering(other))).toEqual(other);
  expect(await withProof(answering(DONE))).toEqual(DONE);
  expect(ask).not.toHaveBeenCalled();
});

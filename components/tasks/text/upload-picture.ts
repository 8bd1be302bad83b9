import type { Upload } from "@/components/editor/picture-drop";
import type { AttachmentWire } from "@/lib/tasks/attachments/schema";

const MAX_BYTES = 5 * 1024 * 1024;
const NO_ANSWER = "the server does not answer. Check your connection, and try again.";

/** Stores a picture for a text of the task. */
export async function uploadPicture(taskRef: string, file: File): Promise<Upload> {
  if (file.size > MAX_BYTES) {
    return { ok: false, message: "a picture may have 5 MB. Make it smaller, or link to it." };
  }
  const query = new URLSearchParams({ task: taskRef, name: file.name.slice(0, 200) });
  const response = await fetch(`/api/attachments?${query}`, {
    method: "POST",
    headers: { "content-type": file.type },
    body: file,
  }).catch(() => null);
  if (!response) return { ok: false, message: NO_ANSWER };
  if (response.ok) {
    const { attachment }: { attachment: AttachmentWire } = await response.json();
    return { ok: true, url: attachment.url };
  }
  const problem: { detail?: string; fix?: string } = await response.json().catch(() => ({}));
  const sentence = problem.detail ?? `the server answered ${response.status}`;
  return { ok: false, message: problem.fix ? `${sentence}: ${problem.fix}.` : `${sentence}.` };
}

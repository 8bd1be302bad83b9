import { defineRoute } from "@/lib/api/route";
import { issueKey, keyToWire, listKeys } from "@/lib/auth/keys/issue-key";
import { IssuedKeyResponse, IssueKey, KeysResponse } from "@/lib/auth/schema";
import { created, ok } from "@/lib/http/respond";

export const GET = defineRoute({
  id: "keys.list",
  summary: "List the API keys, the newest first",
  role: "admin",
  response: KeysResponse,
  handle: async ({ ctx }) => ok({ keys: (await listKeys(ctx)).map(keyToWire) }),
});

export const POST = defineRoute({
  id: "keys.issue",
  summary: "Make an API key for a person or a script; it is shown this once",
  role: "admin",
  body: IssueKey,
  response: IssuedKeyResponse,
  status: 201,
  handle: async ({ ctx, body }) => {
    const { row, key } = await issueKey(ctx, body);
    return created({ key: keyToWire(row), api_key: key });
  },
});

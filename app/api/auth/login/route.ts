import { defineRoute } from "@/lib/api/route";
import { apiSessionCookie } from "@/lib/auth/sessions/session-cookie";
import { sessionSeconds } from "@/lib/auth/sessions/sessions";
import { AccountResponse, SignIn, signInAccount } from "@/lib/auth/users/accounts";
import { ok } from "@/lib/http/respond";

export const POST = defineRoute({
  id: "accounts.sign_in",
  summary: "Sign in by name and password; the answer sets a session's cookie",
  role: "public",
  body: SignIn,
  response: AccountResponse,
  longLived: true,
  handle: async ({ ctx, body, request }) => {
    const { account, sealed } = await signInAccount(ctx, body, request.headers);
    const response = ok({ user: account });
    response.headers.append(
      "set-cookie",
      apiSessionCookie(request.headers, sealed, sessionSeconds()),
    );
    return response;
  },
});

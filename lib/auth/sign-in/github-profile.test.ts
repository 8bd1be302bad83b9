import { afterEach, expect, test, vi } from "vitest";
import { githubProfile } from "./github-profile";

afterEach(() => vi.unstubAllGlobals());

function stubGithub(emails: object[]) {
  vi.stubGlobal("fetch", async (url: string) =>
    Response.json(
      url.endsWith("/emails")
        ? emails
        : { id: 1, login: "mona", name: null, email: "public@example.com" },
    ),
  );
}

test("the primary address counts when GitHub has verified it", async () => {
  stubGithub([
    { email: "old@example.com", primary: false, verified: true },
    { email: "mona@example.com", primary: true, verified: true },
  ]);
  expect(await githubProfile({ tokens: { access_token: "t" } as never })).toMatchObject({
    name: "mona",
    email: "mona@example.com",
  });
});

test("an address that anybody could have written into the account does not count", async () => {
  stubGithub([{ email: "victim@example.com", primary: true, verified: false }]);
  expect((await githubProfile({ tokens: { access_token: "t" } as never })).email).toBeUndefined();
});

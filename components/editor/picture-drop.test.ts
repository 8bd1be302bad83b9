import { expect, test } from "vitest";
import { storedPicture, withPicture } from "./picture-drop";

const file = (name: string) => new File(["x"], name, { type: "image/png" });

test("a stored picture is written as markdown under the name of its file", async () => {
  const store = async () => ({ ok: true, url: "/api/attachments/7" }) as const;
  expect(await storedPicture(file("the [shot].v2.png"), store)).toEqual({
    markdown: "![the  shot .v2](/api/attachments/7)",
  });
  expect(await storedPicture(file(".png"), store)).toEqual({
    markdown: "![picture](/api/attachments/7)",
  });
});

test("a picture that is not stored says why, also when nothing answers", async () => {
  const refuse = async () => ({ ok: false, message: "must be a picture." }) as const;
  expect(await storedPicture(file("a.png"), refuse)).toEqual({
    refusal: "a.png: must be a picture.",
  });
  const lost = () => Promise.reject(new Error("down"));
  expect(await storedPicture(file("a.png"), lost)).toMatchObject({
    refusal: expect.stringContaining("does not answer"),
  });
});

test("a picture stands where it was put, whatever was typed behind it meanwhile", () => {
  expect(withPicture("Look: and more", "Look: ", "![]()")).toBe("Look: ![]()and more");
  expect(withPicture("Other words", "Look: ", "![]()")).toBe("Other words![]()");
});

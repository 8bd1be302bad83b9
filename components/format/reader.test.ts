import { expect, it } from "vitest";
import { cookieOf, readerOf } from "./reader";

it("takes the browser's zone and region from the cookie", () => {
  const reader = { zone: "Asia/Tokyo", locale: "en-JP" };
  expect(readerOf(cookieOf(reader), "de")).toEqual(reader);
});

it.each([
  [undefined, "de-CH,de;q=0.9", { zone: "UTC", locale: "en-CH" }],
  [undefined, "de", { zone: "UTC", locale: "en-DE" }],
  [undefined, "*", { zone: "UTC", locale: "en-GB" }],
  [undefined, null, { zone: "UTC", locale: "en-GB" }],
  ["Nowhere/Land en-GB", null, { zone: "UTC", locale: "en-GB" }],
  ["Europe/Berlin xx!!", "fr", { zone: "Europe/Berlin", locale: "en-GB" }],
  ["<script> <script>", "en-US", { zone: "UTC", locale: "en-GB" }],
])("reads the cookie %j and the languages %j as %j", (cookie, languages, reader) => {
  expect(readerOf(cookie, languages)).toEqual(reader);
});

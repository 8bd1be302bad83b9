import { expect, test } from "vitest";
import { pictureType } from "./picture-type";

const of = (text: string) => pictureType(Uint8Array.from(text, (letter) => letter.charCodeAt(0)));

test.each([
  ["\x89PNG\r\n\x1a\n....", "image/png"],
  ["\xff\xd8\xff\xe0..JFIF", "image/jpeg"],
  ["GIF89a....", "image/gif"],
  ["RIFF\0\0\0\0WEBPVP8 ", "image/webp"],
  ["<svg xmlns='http://www.w3.org/2000/svg'/>", null],
  ["<html><script>1</script>", null],
  ["RIFF\0\0\0\0WAVE", null],
  ["GIF", null],
  ["", null],
])("%j is %s by its first bytes", (text, type) => {
  expect(of(text)).toBe(type);
});

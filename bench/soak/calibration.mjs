/**
 * How fast this machine is now, in the browser that the screens run in: the median time in milliseconds of a fixed piece of JavaScript
 * (sorting 200,000 numbers), which a quiet core of a present machine does in some 30 ms.
 * @param {import("playwright").Browser} browser
 */
export async function calibrationMs(browser) {
  const page = await browser.newPage();
  const times = await page.evaluate(() =>
    Array.from({ length: 15 }, () => {
      const numbers = Array.from({ length: 200_000 }, (_, at) => (at * 7_919) % 200_003);
      const begun = performance.now();
      numbers.sort((a, b) => a - b);
      return performance.now() - begun;
    }),
  );
  await page.close();
  return times.sort((a, b) => a - b)[7];
}

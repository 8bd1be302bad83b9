/** "$0.0042", "$0.12", "$1,284": enough digits to tell small costs apart, no more. */
export function formatCost(usd: number): string {
  if (usd === 0) return "$0.00";
  if (usd < 0.01) return `$${usd.toPrecision(2)}`;
  const fractionDigits = usd < 1_000 ? 2 : 0;
  return usd.toLocaleString("en-US", {
    style: "currency",
    currency: "USD",
    minimumFractionDigits: fractionDigits,
    maximumFractionDigits: fractionDigits,
  });
}

/** "940", "12.4k", "3.1M". */
export function formatTokens(tokens: number): string {
  if (tokens < 1_000) return String(tokens);
  if (tokens < 999_500) return `${shortened(tokens / 1_000)}k`;
  return `${shortened(tokens / 1_000_000)}M`;
}

/** A share as a whole percentage; only exact values are shown as 100 % or 0 %. */
export function formatShare(share: number): string {
  const percent = share * 100;
  if (percent > 99 && share < 1) return ">99%";
  if (percent < 1 && share > 0) return "<1%";
  return `${Math.round(percent)}%`;
}

function shortened(value: number): string {
  return value < 100 ? value.toFixed(1).replace(/\.0$/, "") : String(Math.round(value));
}

/** Two small CSV files to try the panel with: a shop's orders in two months. */

import { normals } from "../../../examples/support/normals";
import { random } from "../../../test/support/random.mjs";

interface Month {
  readonly name: string;
  readonly seed: number;
  readonly month: number;
  readonly orders: number;
  /** of the logarithm of what an order is worth */
  readonly worth: number;
  /** each country's share, which add up to 1 */
  readonly countries: Readonly<Record<string, number>>;
  /** the share of orders without a coupon */
  readonly withoutCoupon: number;
}

const JANUARY: Month = {
  name: "orders-january.csv",
  seed: 1,
  month: 1,
  orders: 3000,
  worth: 3.6,
  countries: { DE: 0.4, FR: 0.3, IT: 0.2, ES: 0.1 },
  withoutCoupon: 0.7,
};

const FEBRUARY: Month = {
  name: "orders-february.csv",
  seed: 2,
  month: 2,
  orders: 2500,
  worth: 3.85,
  countries: { DE: 0.25, FR: 0.28, IT: 0.15, ES: 0.12, PL: 0.2 },
  withoutCoupon: 0.85,
};

/** The amount, the country and the share without a coupon have moved; the other columns have not. */
export function sampleFiles(): { readonly reference: File; readonly current: File } {
  return { reference: file(JANUARY), current: file(FEBRUARY) };
}

function file(month: Month): File {
  const next = random(month.seed);
  const normal = normals(month.seed + 100);
  const rows = Array.from({ length: month.orders }, () => orderOf(month, next, normal));
  const header = "day,amount,items,age,country,express,coupon";
  return new File([`${[header, ...rows].join("\n")}\n`], month.name, { type: "text/csv" });
}

function orderOf(month: Month, next: () => number, normal: () => number): string {
  const day = String(1 + Math.floor(28 * next())).padStart(2, "0");
  return [
    `2026-0${month.month}-${day}`,
    Math.exp(month.worth + 0.6 * normal()).toFixed(2),
    1 + Math.floor(-1.5 * Math.log(1 - next())),
    Math.max(18, Math.round(41 + 12 * normal())),
    drawn(month.countries, next()),
    next() < 0.3,
    next() < month.withoutCoupon ? "" : drawn({ WELCOME: 0.5, WINTER10: 0.3, FRIEND: 0.2 }, next()),
  ].join(",");
}

/** The name whose share of [0, 1] holds u. */
function drawn(shares: Readonly<Record<string, number>>, u: number): string {
  const names = Object.keys(shares);
  let rest = u;
  for (const name of names) {
    if (rest < shares[name]) return name;
    rest -= shares[name];
  }
  return names[names.length - 1]; // where the shares' sum is rounded down
}

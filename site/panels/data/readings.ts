/**
 * What the texts of a CSV column can stand for. A column is the first of these that fits all its
 * texts, so that it is here what it is to DuckDB's reader, and to the command wasmstein drift.
 */
import type { ColumnKind } from "./table";

export interface Reading {
  readonly kind: ColumnKind;
  readonly type: string;
  /** undefined for a text that is none of these */
  read(text: string): number | string | undefined;
}

const BOOLEAN = /^(?:(true|t|yes)|false|f|no)$/i;
/** Neither +1 nor 007: identifiers look like that. */
const NUMBER = /^\s*-?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?\s*$/i;
const NO_NUMBER = /^\s*-?(?:nan|inf|infinity)\s*$/i;
const CLOCK = String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?`;
const TIME = new RegExp(String.raw`^\s*${CLOCK}\s*$`);
const ZONE = String.raw`\s*(?:Z|UTC|([+-]\d{2})(?::?(\d{2}))?)?`;
const MOMENT = new RegExp(
  String.raw`^\s*(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ T]${CLOCK}${ZONE})?\s*$`,
);
const YEAR_LAST = /^\s*(\d{1,2})([-/.])(\d{1,2})\2(\d{4})\s*$/;

export const READINGS: readonly Reading[] = [
  {
    kind: "categorical",
    type: "boolean",
    read(text) {
      const found = BOOLEAN.exec(text);
      return found ? String(found[1] !== undefined) : undefined;
    },
  },
  {
    kind: "numeric",
    type: "number",
    read(text) {
      if (NUMBER.test(text)) return Number(text);
      return NO_NUMBER.test(text) ? Number.NaN : undefined;
    },
  },
  {
    kind: "temporal",
    type: "date",
    read(text) {
      const found = MOMENT.exec(text);
      if (!found) return undefined;
      const [, year, month, day, hours, minutes, seconds, fraction, east, eastMinutes] = found;
      const midnight = microsAt(year, month, day);
      const clock = microsOf(hours, minutes, seconds, fraction);
      if (midnight === undefined || clock === undefined) return undefined;
      return (midnight + clock - (east === undefined ? 0 : zoneMicros(east, eastMinutes))) / 1e6;
    },
  },
  {
    kind: "temporal",
    type: "time of day",
    read(text) {
      const found = TIME.exec(text);
      const clock = found ? microsOf(found[1], found[2], found[3], found[4]) : undefined;
      return clock === undefined ? undefined : clock / 1e6;
    },
  },
  dateReading("date, day first", ([first, , second, year]) => [year, second, first]),
  dateReading("date, month first", ([first, , second, year]) => [year, first, second]),
  { kind: "categorical", type: "text", read: (text) => text },
];

/** Of dates whose year comes last; `order` sorts their parts. */
function dateReading(type: string, order: (parts: string[]) => [string, string, string]): Reading {
  return {
    kind: "temporal",
    type,
    read(text) {
      const found = YEAR_LAST.exec(text);
      const micros = found ? microsAt(...order(found.slice(1))) : undefined;
      return micros === undefined ? undefined : micros / 1e6;
    },
  };
}

/** The microseconds from 1970 to a day, unless there is no such day. */
function microsAt(year: string, month: string, day: string): number | undefined {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const isThatDay =
    date.getUTCFullYear() === Number(year) &&
    date.getUTCMonth() === Number(month) - 1 &&
    date.getUTCDate() === Number(day);
  return isThatDay ? date.getTime() * 1000 : undefined;
}

/** The microseconds since midnight; what is finer is cut off. */
function microsOf(hours = "0", minutes = "0", seconds = "0", fraction = ""): number | undefined {
  const [h, m, s] = [hours, minutes, seconds].map(Number);
  if (h > 23 || m > 59 || s > 59) return undefined;
  return (3600 * h + 60 * m + s) * 1e6 + Number(fraction.padEnd(6, "0").slice(0, 6));
}

function zoneMicros(hours: string, minutes = "0"): number {
  const sign = hours.startsWith("-") ? -1 : 1;
  return sign * (3600 * Math.abs(Number(hours)) + 60 * Number(minutes)) * 1e6;
}

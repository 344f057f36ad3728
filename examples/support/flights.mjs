// The flights of vega-datasets: three million domestic flights in the United States, from the Bureau
// of Transportation Statistics, column by column.
import { fileURLToPath } from "node:url";
import { asyncBufferFromFile, parquetRead } from "hyparquet";
import { compressors } from "hyparquet-compressors";

const path = fileURLToPath(
  new URL("../../node_modules/vega-datasets/data/flights-3m.parquet", import.meta.url),
);

/** Reads { delay (minutes), distance (miles), origin (airport), month ("2001-01") } by row. */
export async function readFlights() {
  const columns = { delay: [], distance: [], origin: [], date: [] };
  await parquetRead({
    file: await asyncBufferFromFile(path),
    compressors,
    columns: Object.keys(columns),
    onChunk: ({ columnName, columnData, rowStart }) =>
      columns[columnName].push({ columnData, rowStart }),
  });
  const whole = Object.fromEntries(
    Object.entries(columns).map(([name, chunks]) => [
      name,
      chunks
        .toSorted((a, b) => a.rowStart - b.rowStart)
        .flatMap(({ columnData }) => Array.from(columnData)),
    ]),
  );
  return {
    delay: Float64Array.from(whole.delay, (value) => (value === null ? Number.NaN : Number(value))),
    distance: Float64Array.from(whole.distance, Number),
    origin: whole.origin,
    month: whole.date.map((date) => date.toISOString().slice(0, 7)),
  };
}

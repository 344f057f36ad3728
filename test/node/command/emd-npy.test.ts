/** NPY files: what is read, bit by bit, and what is refused. */
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readNpy } from "../../../src/files/npy";
import { npyBytes, npyEntries } from "../../support/npy-bytes";
import { workFolder } from "../../support/wasmstein-command";

const PYTHON = "/usr/bin/python3";
const hasNumpy = spawnSync(PYTHON, ["-c", "import numpy"]).status === 0;
const { at, folder } = workFolder();

const whole = [0, 1, 2, 100, 5, 127];
const file = (descr: string, values = whole, others = {}) =>
  npyBytes({ descr: `'${descr}'`, shape: "(2, 3)", entries: npyEntries(descr, values), ...others });

describe("an NPY file", () => {
  it.each(["i2", "i4", "i8", "u2", "u4", "u8", "f4", "f8"])(
    "of %s is read in either order of bytes",
    (type) => {
      const matrix = { shape: [2, 3], values: Float64Array.from(whole) };
      expect(readNpy(file(`<${type}`))).toEqual(matrix);
      expect(readNpy(file(`>${type}`))).toEqual(matrix);
    },
  );

  it.each(["i1", "u1"])("of %s is read, as bytes have no order", (type) => {
    expect(Array.from(readNpy(file(`|${type}`)).values)).toEqual(whole);
  });

  it("of truth values has weights 0 and 1", () => {
    expect(Array.from(readNpy(file("|b1", [0, 1, 1, 0, 0, 1])).values)).toEqual([0, 1, 1, 0, 0, 1]);
  });

  it("keeps every bit of fractions and the high half of large numbers", () => {
    const fractions = [0.1, 1e-300, 2 ** -1074, 1e300, 1 / 3, 0];
    expect(Array.from(readNpy(file(">f8", fractions)).values)).toEqual(fractions);
    const large = [2 ** 53 - 1, 2 ** 40, 2 ** 32, 0, 1, 2];
    expect(Array.from(readNpy(file("<u8", large)).values)).toEqual(large);
    expect(Array.from(readNpy(file("<i8", large)).values)).toEqual(large);
  });

  it.each([[[1, 0]], [[2, 0]], [[3, 0]]] as const)("is read in version %j", (version) => {
    expect(Array.from(readNpy(file("<f4", whole, { version })).values)).toEqual(whole);
  });

  it("has one, two or three axes", () => {
    expect(readNpy(file("<f8", whole, { shape: "(6,)" })).shape).toEqual([6]);
    expect(readNpy(file("<f8", whole, { shape: "(6L,)" })).shape).toEqual([6]);
    expect(readNpy(file("<f8", whole, { shape: "(1, 3, 2)" })).shape).toEqual([1, 3, 2]);
  });

  it("in Fortran's order is put row by row", () => {
    const matrix = readNpy(file("<f8", [1, 4, 2, 5, 3, 6], { fortran: true }));
    expect(Array.from(matrix.values)).toEqual([1, 2, 3, 4, 5, 6]);
    // Entry [i, j, k] is 100 i + 10 j + k, and the first index runs fastest in the file.
    const shape = [2, 3, 4];
    const inFile: number[] = [];
    const inMatrix: number[] = [];
    for (let k = 0; k < 4; k++)
      for (let j = 0; j < 3; j++) for (let i = 0; i < 2; i++) inFile.push(100 * i + 10 * j + k);
    for (let i = 0; i < 2; i++)
      for (let j = 0; j < 3; j++) for (let k = 0; k < 4; k++) inMatrix.push(100 * i + 10 * j + k);
    const volume = readNpy(file("<i4", inFile, { fortran: true, shape: "(2, 3, 4)" }));
    expect(volume).toEqual({ shape, values: Float64Array.from(inMatrix) });
  });

  it("may stand anywhere in its buffer", () => {
    const bytes = file("<f8");
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(Array.from(readNpy(shifted.subarray(3)).values)).toEqual(whole);
  });

  it.each([
    [
      "of complex numbers",
      file("<f8").toString("latin1").replace("<f8", "<c8"),
      /dtype is "<c8", expected one of b1, i1, .*astype/,
    ],
    ["of halves", file("<f8").toString("latin1").replace("<f8", "<f2"), /dtype is "<f2"/],
    ["of text", file("<f8").toString("latin1").replace("<f8", "<U3"), /dtype is "<U3"/],
    ["of objects", file("<f8").toString("latin1").replace("<f8", "|O8"), /dtype is "\|O8"/],
    [
      "without an order of bytes",
      file("<f8").toString("latin1").replace("<f8", "|f8"),
      /dtype is "\|f8"/,
    ],
    ["that is no NPY file", "PK\u0003\u0004 and so on", /does not begin as an NPY file; .*savez/],
    ["that is empty", "", /does not begin as an NPY file/],
    [
      "of a later version",
      file("<f8").toString("latin1").replace("NUMPY\u0001", "NUMPY\u0004"),
      /NPY version 4\.0, expected 1\.0, 2\.0 or 3\.0/,
    ],
    [
      "cut off in its header",
      file("<f8").toString("latin1").slice(0, 60),
      /ends within its header/,
    ],
    [
      "cut off after its magic",
      file("<f8").toString("latin1").slice(0, 8),
      /ends within its header/,
    ],
    [
      "cut off in its entries",
      file("<f8").toString("latin1").slice(0, -1),
      /has 47 bytes of entries, expected 2 × 3 × 8 = 48/,
    ],
    ["with more than its entries", `${file("<f8").toString("latin1")}.`, /has 49 bytes of entries/],
    [
      "with a NaN",
      file("<f8", [0, 0, 0, 0, 0, Number.NaN]).toString("latin1"),
      /entry \[1, 2\] is NaN, expected a finite number ≥ 0/,
    ],
    [
      "with a negative weight",
      file("<i2", [0, -1, 0, 0, 0, 0]).toString("latin1"),
      /entry \[0, 1\] is -1, expected a finite number ≥ 0/,
    ],
  ])("%s is refused", (_, bytes, message) => {
    expect(() => readNpy(Buffer.from(bytes, "latin1"))).toThrow(message);
  });

  it.each(["()", "(1, 1, 2, 3)", "(0, 3)"])("of shape %s is refused", (shape) => {
    expect(() => readNpy(file("<f8", whole, { shape }))).toThrow(/expected 1 to 3 axes/);
  });

  it("of records is refused", () => {
    const descr = "[('x', '<f8'), ('y', '<f8')]";
    const bytes = npyBytes({ descr, shape: "(3,)", entries: new Uint8Array(48) });
    expect(() => readNpy(bytes)).toThrow(/dtype is structured/);
  });

  it.runIf(hasNumpy)("that NumPy wrote is read as NumPy reads it", () => {
    const program = `
import numpy as np
values = np.arange(24).reshape(2, 3, 4)
for name in ["<f4", ">f4", "<f8", ">f8", "i1", "u1", "<i2", ">i2", "<i4", ">i4", "<i8", ">i8", "<u2", ">u8"]:
    for order in "CF":
        np.save(name[-2:] + ("big" if name[0] == ">" else "") + order, values.astype(name, order=order))
np.save("flat", np.arange(24) > 11)`;
    execFileSync(PYTHON, ["-c", program], { cwd: folder });
    const read = (name: string) => readNpy(readFileSync(at(`${name}.npy`)));
    const values = Float64Array.from({ length: 24 }, (_, k) => k);
    for (const type of [
      "f4",
      "f8",
      "i1",
      "u1",
      "i2",
      "i4",
      "i8",
      "u2",
      "f4big",
      "f8big",
      "i8big",
      "u8big",
    ])
      for (const order of ["C", "F"])
        expect(read(type + order)).toEqual({ shape: [2, 3, 4], values });
    expect(read("flat")).toEqual({ shape: [24], values: values.map((k) => (k > 11 ? 1 : 0)) });
  });
});

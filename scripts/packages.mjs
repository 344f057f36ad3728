// Installs the Debian packages that the tests run against, where their commands are missing: a browser
// for the pool, Redis for the queue. Without root or apt-get it says what is missing, and goes on.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Command, and the package that brings it. */
const PACKAGES = { chromium: "chromium", "redis-server": "redis-server" };

const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/bin", "/usr/sbin"];
const has = (command) => folders.some((folder) => existsSync(join(folder, command)));
const aptGet = (...args) =>
  spawnSync("apt-get", ["-y", "-qq", ...args], {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  }).status === 0;
const missing = () => Object.keys(PACKAGES).filter((command) => !has(command));

if (missing().length > 0) {
  const names = missing().map((command) => PACKAGES[command]);
  const install = ["install", "--no-install-recommends", ...names];
  if (process.getuid?.() === 0 && has("apt-get")) {
    console.log(`installing ${names.join(", ")} …`);
    // What is known of packages may be missing or old.
    if (!aptGet(...install) && aptGet("update")) aptGet(...install);
  }
  if (missing().length > 0) {
    const remedy = `on Debian, as root: apt-get ${install.join(" ")}`;
    console.error(`missing: ${missing().join(", ")}. Their tests will say so; ${remedy}`);
  }
}

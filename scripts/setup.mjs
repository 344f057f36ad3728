// Installs what package-lock.json lists, unless node_modules is already that.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const installed = join(root, "node_modules", ".package-lock.json");
const locked = join(root, "package-lock.json");

if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(locked).mtimeMs) {
  console.log("installing the development tools …");
  const npm = (...args) =>
    spawnSync("npm", [...args, "--no-audit", "--no-fund"], {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
      shell: process.platform === "win32",
    }).status === 0;
  // npm ci refuses a lock file that lacks a package of some other platform; npm install does not.
  if (!npm("ci") && !npm("install", "--no-package-lock")) {
    console.error("npm could not install the development tools; see its messages above");
    process.exit(1);
  }
}

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { MissingToolError } from "./missing-tool";

const INSTALL = "pip install 'moto[server]>=5.2,<6'";

/** Prints the version of moto, and fails where it or its server (Flask) is absent. */
const PROBE = "import importlib.metadata, flask, moto; print(importlib.metadata.version('moto'))";

/**
 * Finds a Python that has moto: `python3` of the PATH, or the one that `moto_server` runs on, which
 * differs when moto was installed with pipx.
 *
 * @throws MissingToolError when there is none, or moto has a version that the extension was not made for.
 */
export function findPython(): string {
  const found = ["python3", ...interpreterOfMotoServer()].map((python) => ({
    python,
    moto: motoVersion(python),
  }));
  const usable = found.find(({ moto }) => moto !== undefined && isSupported(moto));
  if (usable !== undefined) return usable.python;
  const other = found.find(({ moto }) => moto !== undefined)?.moto;
  const what = other === undefined ? "the AWS emulator moto is not installed" : `moto ${other} is installed`;
  throw new MissingToolError(`${what}; the sandbox needs python3 with moto 5.2 or later: ${INSTALL}`);
}

/** Whether a version of moto is one of `>=5.2,<6`. */
export function isSupported(version: string): boolean {
  const [major, minor] = version.split(".").map(Number);
  return major === 5 && minor !== undefined && minor >= 2;
}

function motoVersion(python: string): string | undefined {
  try {
    return execFileSync(python, ["-c", PROBE], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return undefined;
  }
}

function interpreterOfMotoServer(): string[] {
  for (const directory of (process.env.PATH ?? "").split(delimiter)) {
    const script = firstLine(join(directory, "moto_server"));
    const python = /^#!\s*(\S*python[\d.]*)$/.exec(script)?.[1];
    if (python !== undefined) return [python];
  }
  return [];
}

function firstLine(path: string): string {
  try {
    return readFileSync(path, "utf8").split("\n", 1)[0] ?? "";
  } catch {
    return "";
  }
}

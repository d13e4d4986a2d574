import { unzipSync } from "fflate";
import { z } from "zod";

/** The parts of a saved plan that can be compared with what it should have been made from. */
export interface PlanFile {
  /** The root module's configuration files as they were planned, by file name. */
  readonly configuration: Readonly<Record<string, string>>;
  /** Modules below the root, as Terraform names them; their files are embedded too, but not read here. */
  readonly modules: readonly string[];
  /** The text of the lock file. */
  readonly lock: string;
  readonly state: StateVersion;
}

/** Which state a plan is for. */
export interface StateVersion {
  /** Identity of the state; empty before the first apply. */
  readonly lineage: string;
  /** Counts the writes of the state. */
  readonly serial: number;
}

const ROOT_MODULE = "tfconfig/m-/";
const MODULES = "tfconfig/modules.json";
const STATE = "tfstate";
const LOCK = ".terraform.lock.hcl";
/** Nobody's plan is larger, and an archive can claim anything. */
const MOST_BYTES = 512 * 1024 * 1024;

const stateVersion = z.object({ lineage: z.string(), serial: z.int().min(0) });
const moduleList = z.array(z.object({ Key: z.string() }));

/**
 * Reads the file that `terraform plan -out` writes, a zip archive. The plan itself stays closed: only
 * `terraform show -json` can read it.
 *
 * @throws Error when it is no such file, or one that two readers could read differently.
 */
export function readPlanFile(bytes: Uint8Array): PlanFile {
  const entries = unzipped(bytes);
  const text = (name: string) => {
    const content = entries[name];
    if (content === undefined) throw new Error(`The plan file holds no ${name}.`);
    return new TextDecoder("utf-8", { fatal: true }).decode(content);
  };
  const configuration = Object.keys(entries)
    .filter((name) => name.startsWith(ROOT_MODULE))
    .sort()
    .map((name) => [name.slice(ROOT_MODULE.length), text(name)] as const);
  if (!("tfplan" in entries)) throw new Error("The plan file holds no tfplan.");
  const modules = moduleList.parse(JSON.parse(text(MODULES))).map(({ Key }) => Key);
  return {
    configuration: Object.fromEntries(configuration),
    modules: modules.filter((key) => key !== "").sort(),
    lock: LOCK in entries ? text(LOCK) : "",
    state: readState(text(STATE)),
  };
}

/**
 * The version of a state, as a plan embeds it and as `terraform state pull` prints it. No state at all is the one
 * before the first apply.
 *
 * @throws Error when the text is no state.
 */
export function readState(text: string): StateVersion {
  if (text.trim() === "") return { lineage: "", serial: 0 };
  return stateVersion.parse(JSON.parse(text));
}

function unzipped(bytes: Uint8Array): Readonly<Record<string, Uint8Array>> {
  refuseOddEnd(bytes);
  const seen = new Set<string>();
  let total = 0;
  return unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      if (seen.has(name)) throw new Error(`The plan file holds ${JSON.stringify(name)} twice.`);
      seen.add(name);
      total += originalSize;
      if (total > MOST_BYTES) throw new Error("The plan file unpacks to more than 512 MiB.");
      return name === STATE || name === LOCK || name === "tfplan" || name.startsWith("tfconfig/");
    },
  });
}

/** The archive has to end with its directory, and begin with its first file: then there is one way to read it. */
function refuseOddEnd(bytes: Uint8Array): void {
  if (!endsWithDirectory(bytes) || String.fromCharCode(...bytes.subarray(0, 4)) !== "PK\x03\x04") {
    throw new Error("The plan file is not an archive that `terraform plan -out` writes.");
  }
}

/** Directory, then its end record of 22 bytes, which has no comment. */
function endsWithDirectory(bytes: Uint8Array): boolean {
  const end = bytes.length - 22;
  if (end < 0) return false;
  const record = new DataView(bytes.buffer, bytes.byteOffset + end, 22);
  const [size, offset] = [record.getUint32(12, true), record.getUint32(16, true)];
  return (
    record.getUint32(0, true) === 0x06054b50 && record.getUint16(20, true) === 0 && offset + size === end
  );
}

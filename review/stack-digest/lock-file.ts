import { canonicalJson } from "./canonical-json";

/** A provider as `.terraform.lock.hcl` pins it. */
export interface LockedProvider {
  readonly version: string;
  /** Sorted. */
  readonly hashes: readonly string[];
}

/**
 * The providers of a `.terraform.lock.hcl`, by source address. Comments, spaces and version constraints do not matter:
 * constraints are in the configuration.
 *
 * @throws Error when the text is no lock file.
 */
export function lockedProviders(text: string): Readonly<Record<string, LockedProvider>> {
  const code = text.replace(/^\s*(#|\/\/).*$/gm, "");
  const block = /provider\s+"([^"]+)"\s*\{([^}]*)\}/g;
  const rest = code.replace(block, "").trim();
  if (rest !== "") throw new Error(".terraform.lock.hcl holds something else than providers.");
  const providers = [...code.matchAll(block)].map(([, address = "", body = ""]) => {
    const [, version] = /^\s*version\s*=\s*"([^"]+)"/m.exec(body) ?? [];
    if (version === undefined) throw new Error(`.terraform.lock.hcl pins no version of ${address}.`);
    const [, list = ""] = /hashes\s*=\s*\[([^\]]*)\]/.exec(body) ?? [];
    const hashes = [...list.matchAll(/"([^"]+)"/g)].map(([, hash = ""]) => hash).sort();
    return [address, { version, hashes }] as const;
  });
  return Object.fromEntries(providers.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What a lock file says, in one form. */
export function canonicalLock(text: string): string {
  return canonicalJson(lockedProviders(text));
}

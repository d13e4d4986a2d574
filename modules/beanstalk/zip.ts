import { createHash } from "node:crypto";
import { strToU8, type Zippable, zipSync } from "fflate";

/** Text of each file of an archive, by path. */
export type Files = Readonly<Record<string, string>>;

/** An archive with the name that its content gives it. */
export interface Archive {
  /** First characters of the content's SHA-256 in hex. */
  readonly hash: string;
  readonly base64: string;
}

/** Unix modes: a regular file, and one that can be run. */
const MODE = { file: 0o100644, script: 0o100755 };
const HASH_LENGTH = 16;
/** The earliest day that the format knows, with a day to spare for any time zone. */
const MODIFIED = new Date(1980, 0, 2);

/**
 * A zip archive that is the same to the byte wherever and whenever it is packed: sorted paths, one date, fixed
 * modes, and a compressor that is part of the program. Scripts (`.sh`) can be run.
 */
export function archive(files: Files): Archive {
  const entries = Object.keys(files).sort();
  const zippable: Zippable = Object.fromEntries(
    entries.map((path) => [
      path,
      [
        strToU8(files[path] ?? ""),
        {
          mtime: MODIFIED,
          level: 9,
          os: 3,
          attrs: (path.endsWith(".sh") ? MODE.script : MODE.file) << 16,
        },
      ],
    ]),
  );
  const bytes = Buffer.from(zipSync(zippable));
  return {
    hash: createHash("sha256").update(bytes).digest("hex").slice(0, HASH_LENGTH),
    base64: bytes.toString("base64"),
  };
}

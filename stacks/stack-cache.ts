import { createHash, randomUUID } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { WrittenStack } from "./write-stack";

const ENTRY_FILE = "entry.json";
const KEPT_DAYS = 30;

interface Entry {
  readonly written: WrittenStack;
  /** SHA-256 of each file, by its path in the stack's folder. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * Stacks that were written before, by a key of all that they were made from.
 *
 * An entry is a folder that appears at once, by a rename, so several processes can share a cache. Every file
 * is checked against its hash before it is used; an entry that fails is removed and counts as absent.
 */
export class StackCache {
  constructor(private readonly directory: string) {}

  /** Puts the stack of `key` into `<output>/stacks/<stack>`, if there is an undamaged one. */
  restore(key: string, output: string, stack: string): WrittenStack | undefined {
    const folder = this.folderOf(key);
    const entry = intactEntry(folder);
    if (entry === undefined) {
      remove(folder);
      return undefined;
    }
    const target = join(output, "stacks", stack);
    mkdirSync(target);
    for (const file of Object.keys(entry.files)) {
      if (file.includes("/")) mkdirSync(dirname(join(target, file)), { recursive: true });
      linkOrCopy(join(folder, "files", file), join(target, file));
    }
    const now = new Date();
    utimesSync(folder, now, now);
    return entry.written;
  }

  /** Whether `<output>/stacks/<stack>` is the undamaged entry of `key` itself, by links, and nothing else. */
  isIn(key: string, output: string, stack: string): boolean {
    const folder = this.folderOf(key);
    const entry = intactEntry(folder);
    if (entry === undefined) return false;
    const target = join(output, "stacks", stack);
    const files = Object.keys(entry.files);
    const expected = new Set(files.map((file) => file.split("/")[0]));
    const there = readdirSync(target).filter((name) => !name.startsWith(".terraform"));
    return (
      there.every((name) => expected.has(name)) &&
      files.every((file) => isSameFile(join(folder, "files", file), join(target, file)))
    );
  }

  /** Keeps the stack in `<output>/stacks/<stack>`. A cache that cannot be written is no failure. */
  keep(key: string, output: string, stack: string, written: WrittenStack): void {
    const folder = this.folderOf(key);
    const staging = join(this.directory, `.${key}.${randomUUID()}`);
    const source = join(output, "stacks", stack);
    try {
      const files = filesBelow(source);
      for (const file of files) {
        mkdirSync(dirname(join(staging, "files", file)), { recursive: true });
        linkOrCopy(join(source, file), join(staging, "files", file));
      }
      const hashes = files.map((file) => [file, hashOf(readFileSync(join(source, file)))]);
      const entry: Entry = { written, files: Object.fromEntries(hashes) };
      const text = JSON.stringify(entry);
      writeFileSync(join(staging, ENTRY_FILE), `${hashOf(text)}\n${text}`);
      mkdirSync(dirname(folder), { recursive: true });
      if (!existsSync(folder)) renameSync(staging, folder);
    } catch {
      // Full, read-only or taken by another process: the stack is written all the same.
    } finally {
      remove(staging);
    }
  }

  /** Removes entries that nobody used for thirty days. */
  forgetOld(): void {
    if (!statSync(this.directory, { throwIfNoEntry: false })?.isDirectory()) return;
    const oldest = Date.now() - KEPT_DAYS * 24 * 3600 * 1000;
    for (const shelf of readdirSync(this.directory)) {
      for (const key of readdirSync(join(this.directory, shelf))) {
        const folder = join(this.directory, shelf, key);
        const used = statSync(folder, { throwIfNoEntry: false })?.mtimeMs;
        if (used !== undefined && used < oldest) remove(folder);
      }
    }
  }

  private folderOf(key: string): string {
    return join(this.directory, key.slice(0, 2), key);
  }
}

function intactEntry(folder: string): Entry | undefined {
  try {
    const [hash, text = ""] = readFileSync(join(folder, ENTRY_FILE), "utf8").split("\n");
    if (hash !== hashOf(text)) return undefined;
    const entry = JSON.parse(text) as Entry;
    const isIntact = Object.entries(entry.files).every(
      ([file, expected]) => hashOf(readFileSync(join(folder, "files", file))) === expected,
    );
    return isIntact ? entry : undefined;
  } catch {
    return undefined;
  }
}

/** Removes a folder; one that cannot be removed is only in the way. */
function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // The entry was damaged and stays so: it is checked again before it is ever used.
  }
}

function hashOf(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

function isSameFile(one: string, other: string): boolean {
  const [a, b] = [one, other].map((path) => statSync(path, { throwIfNoEntry: false }));
  return a !== undefined && b !== undefined && a.ino === b.ino && a.dev === b.dev;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/** A link costs nothing; another file system, or one without links, takes a copy. */
function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") throw error;
    copyFileSync(from, to);
  }
}

import { randomUUID } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { type Bundle, type Manifest, manifestText, parseManifest } from "../../review/bundle";
import { filesBelow, hashesOf } from "../stack-folder";

const MANIFEST = "manifest.json";
/** The saved plan in a bundle. */
export const PLAN = "plan";
const REVIEW = "review.json";
const ASSETS = "assets";

/** What goes into a bundle. */
export interface BundleContents {
  readonly manifest: Manifest;
  readonly plan: Uint8Array;
  readonly review: string;
  /** Folder of the stack, which holds the assets of the manifest. */
  readonly stackFolder: string;
}

/**
 * Writes a bundle as a whole, or nothing.
 *
 * @throws Error when the folder is there already.
 */
export function writeBundle(folder: string, { manifest, plan, review, stackFolder }: BundleContents): void {
  if (existsSync(folder)) throw new Error(`${folder} is there already; a bundle is written once.`);
  const staging = join(dirname(folder), `.${basename(folder)}.${randomUUID()}`);
  try {
    mkdirSync(join(staging, ASSETS), { recursive: true });
    for (const name of Object.keys(manifest.assets)) {
      mkdirSync(dirname(join(staging, ASSETS, name)), { recursive: true });
      copyFileSync(join(stackFolder, name), join(staging, ASSETS, name));
    }
    writeFileSync(join(staging, PLAN), plan);
    writeFileSync(join(staging, REVIEW), review);
    writeFileSync(join(staging, MANIFEST), manifestText(manifest));
    renameSync(staging, folder);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/**
 * Reads a bundle.
 *
 * @throws Error when it lacks a part, holds a link or anything else, or its manifest is wrong.
 */
export function readBundle(folder: string): Bundle {
  for (const name of [MANIFEST, PLAN, REVIEW]) {
    if (!existsSync(join(folder, name))) throw new Error(`${folder} is no bundle: it holds no ${name}.`);
  }
  const foreign = readdirSync(folder).find((name) => ![MANIFEST, PLAN, REVIEW, ASSETS].includes(name));
  if (foreign !== undefined) throw new Error(`${folder} is no bundle: it holds ${JSON.stringify(foreign)}.`);
  const assets = join(folder, ASSETS);
  return {
    manifest: parseManifest(readFileSync(join(folder, MANIFEST), "utf8")),
    plan: readFileSync(join(folder, PLAN)),
    review: readFileSync(join(folder, REVIEW), "utf8"),
    // A folder without files is lost on the way through an object store.
    assets: existsSync(assets) ? hashesOf(assets, filesBelow(assets)) : {},
  };
}

// Runs the TypeScript of this package without a build step: the sources are bundled on first use, and the bundle is
// kept in node_modules/.cache under a hash of everything that went into it, so it is never out of date.
const { createHash } = require("node:crypto");
const {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} = require("node:fs");
const { join } = require("node:path");

const ROOT = join(__dirname, "..");
const CACHE = join(ROOT, "node_modules", ".cache", "teamstacks");
const SOURCE_FOLDERS = ["cli", "config", "modules", "review", "stacks", "templates", "bench"];
// CDKTF: its classes must be the ones that every other user of them has. Piscina: it starts threads from its own files.
const NOT_BUNDLED = ["cdktf", "@cdktf/*", "constructs", "piscina"];

// A resource class of the provider costs up to 50 ms to load, and an environment uses half of those that there are. So
// each is loaded by the first use of it.
const LAZY = /\brequire\(("@cdktf\/provider-aws\/lib\/[^"]+")\)/g;
const LAZILY = "const lazily=(name)=>{let it;return new Proxy({},{get:(_,key)=>(it??=require(name))[key]})};";

/** Loads a TypeScript file, named relative to the repository, and returns what it exports. */
function load(entry) {
  const toolkit = toolkitHash();
  const file = join(CACHE, `${entry.replace(/\W/g, "-")}.${toolkit}.cjs`);
  if (!existsSync(file)) bundle(entry, file, toolkit);
  return require(file);
}

/** Hash of all that the output can depend on besides the team files. */
function toolkitHash() {
  const [major] = process.versions.node.split(".");
  const hash = createHash("sha256").update(major);
  for (const name of [...sources(), "main.ts", "cli/load.cjs", "package.json", "package-lock.json"]) {
    hash.update(`\0${name}\0`).update(readFileSync(join(ROOT, name)));
  }
  return hash.digest("hex").slice(0, 32);
}

function sources() {
  return SOURCE_FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true })
      .filter((name) => /\.(ts|hbs|json)$/.test(name))
      .map((name) => join(folder, name)),
  ).sort();
}

function bundle(entry, file, toolkit) {
  const { buildSync } = require("esbuild");
  const { outputFiles } = buildSync({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: "node",
    target: "node20",
    format: "cjs",
    minifyWhitespace: true,
    minifySyntax: true,
    external: NOT_BUNDLED,
    banner: { js: LAZILY },
    define: { TEAMSTACKS_TOOLKIT: JSON.stringify(toolkit) },
    logLevel: "error",
  });
  mkdirSync(CACHE, { recursive: true });
  const staging = `${file}.${process.pid}`;
  writeFileSync(staging, outputFiles[0].text.replace(LAZY, "lazily($1)"));
  renameSync(staging, file);
  forgetOlder(entry, file);
}

/** Removes bundles of earlier sources. A process that has loaded one no longer needs its file. */
function forgetOlder(entry, file) {
  const prefix = `${entry.replace(/\W/g, "-")}.`;
  for (const name of readdirSync(CACHE)) {
    const old = join(CACHE, name);
    if (name.startsWith(prefix) && old !== file) rmSync(old, { force: true });
  }
}

module.exports = { load };

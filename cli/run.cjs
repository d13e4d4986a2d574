// Runs a TypeScript file of this repository: node cli/run.cjs main.ts
require("./load.cjs").load(process.argv[2]);

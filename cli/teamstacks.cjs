#!/usr/bin/env node
require("./load.cjs").load("cli/program.ts").run(process.argv);

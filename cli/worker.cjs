// What a worker thread of `synth` runs: one shard of stacks.
module.exports = require("./load.cjs").load("stacks/shard.ts").default;

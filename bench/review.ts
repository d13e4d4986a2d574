import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repositoryRoot } from "../templates/repository-root";

/**
 * `teamstacks review` of a large plan, as ratios: its time to that of `JSON.parse` on the same file, and its memory
 * to the size of the file.
 *
 *     node cli/run.cjs bench/review.ts [megabytes]
 *
 * Each run is a process of its own, and the two take turns, so that a slow moment of the machine hits both.
 */

const ROOT = repositoryRoot();
const MEGABYTES = Number(process.argv[3] ?? 100);
const RUNS = 5;
/** Share of resources that a plan changes. */
const SHAPES: Readonly<Record<string, (index: number) => readonly string[]>> = {
  "one of ten changes": (index) => [index % 10 === 0 ? "update" : "no-op"],
  "everything is created": () => ["create"],
  "everything changes": () => ["update"],
};

interface Measured {
  readonly seconds: number;
  /** Most memory of the process, in MB. */
  readonly megabytes: number;
}

function main(): void {
  const folder = mkdtempSync(join(tmpdir(), "teamstacks-review-"));
  try {
    for (const [shape, actions] of Object.entries(SHAPES)) {
      const file = join(folder, "plan.json");
      writePlan(file, actions);
      const megabytes = statSync(file).size / 1e6;
      const review = [join(ROOT, "cli", "teamstacks.cjs"), "review", file, "--out", join(folder, "out")];
      const parse = ["-e", `JSON.parse(require("fs").readFileSync(${JSON.stringify(file)}, "utf8"))`];
      const runs = Array.from({ length: RUNS + 1 }, () => ({ review: run(review), parse: run(parse) })).slice(
        1,
      );
      const ratio = median(runs.map((one) => one.review.seconds / one.parse.seconds));
      const memory = median(runs.map((one) => one.review.megabytes));
      console.log(`${shape}, a plan of ${megabytes.toFixed(0)} MB`);
      console.log(`  JSON.parse: ${median(runs.map((one) => one.parse.seconds)).toFixed(2)} s`);
      console.log(
        `  review:     ${median(runs.map((one) => one.review.seconds)).toFixed(2)} s, ${ratio.toFixed(2)} times JSON.parse`,
      );
      console.log(`  memory:     ${memory.toFixed(0)} MB, ${(memory / megabytes).toFixed(2)} times the file`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A plan as Terraform writes it: each resource is in the changes, in the state and in the planned values. */
function writePlan(file: string, actions: (index: number) => readonly string[]): void {
  const resources = Math.round((MEGABYTES * 1e6) / sizeOfOne(actions(1)));
  const handle = openSync(file, "w");
  const write = (text: string) => writeSync(handle, text);
  const list = (one: (index: number) => unknown) => {
    for (let from = 0; from < resources; from += 100) {
      const some = Array.from({ length: Math.min(100, resources - from) }, (_, at) =>
        JSON.stringify(one(from + at)),
      );
      write((from === 0 ? "" : ",") + some.join(","));
    }
  };
  write(
    '{"format_version":"1.2","terraform_version":"1.11.4","planned_values":{"root_module":{"resources":[',
  );
  list((index) => stateOf(index, 1));
  write(']}},"resource_changes":[');
  list((index) => changeOf(index, actions(index)));
  write('],"prior_state":{"format_version":"1.0","values":{"root_module":{"resources":[');
  list((index) => (actions(index)[0] === "create" ? {} : stateOf(index, 0)));
  write(']}}},"configuration":{"root_module":{"resources":[');
  list(configurationOf);
  write(']}},"applyable":true,"complete":true,"errored":false}');
  closeSync(handle);
}

function sizeOfOne(actions: readonly string[]): number {
  const before = actions[0] === "create" ? {} : stateOf(1, 0);
  const parts = [stateOf(1, 1), changeOf(1, actions), before, configurationOf(1)];
  return parts.reduce<number>((sum, part) => sum + JSON.stringify(part).length + 1, 0);
}

function valuesOf(index: number, version: number): object {
  const environment = Array.from({ length: 12 }, (_, at) => ({
    name: `SETTING_${at}`,
    value: `value ${index} ${at}`,
  }));
  return {
    arn: `arn:aws:ecs:us-west-2:111122223333:task-definition/service-${index}:7`,
    container_definitions: JSON.stringify([
      { name: "web", image: `nginx:1.${version}`, cpu: 256, environment },
    ]),
    cpu: "256",
    family: `service-${index}`,
    memory: "512",
    network_mode: "awsvpc",
    requires_compatibilities: ["FARGATE"],
    tags: { environment: "production", service: `service-${index}`, team: `team-${index % 50}` },
    tags_all: { environment: "production", service: `service-${index}`, team: `team-${index % 50}` },
    volume: [],
  };
}

function headOf(index: number): object {
  const name = `service_${index}`;
  return {
    address: `aws_ecs_task_definition.${name}`,
    mode: "managed",
    type: "aws_ecs_task_definition",
    name,
  };
}

function stateOf(index: number, version: number): object {
  return { ...headOf(index), values: valuesOf(index, version), sensitive_values: { tags: {} } };
}

function changeOf(index: number, actions: readonly string[]): object {
  const after = valuesOf(index, actions[0] === "no-op" ? 0 : 1);
  const change = {
    actions,
    before: actions[0] === "create" ? null : valuesOf(index, 0),
    after,
    after_unknown: actions[0] === "no-op" ? {} : { arn: true },
    before_sensitive: { tags: {} },
    after_sensitive: { tags: {} },
  };
  return { ...headOf(index), provider_name: "registry.terraform.io/hashicorp/aws", change };
}

function configurationOf(index: number): object {
  const expressions = {
    family: { constant_value: `service-${index}` },
    container_definitions: {},
    tags: {},
    cpu: {},
  };
  return { ...headOf(index), provider_config_key: "aws", expressions, schema_version: 1 };
}

function run(words: readonly string[]): Measured {
  const start = process.hrtime.bigint();
  const watch =
    "process.on('exit', () => require('fs').writeSync(2, `maxRSS ${process.resourceUsage().maxRSS}\\n`))";
  const preload = `data:text/javascript,import{createRequire}from"module";const require=createRequire("file:///");${encodeURIComponent(watch)}`;
  const { stderr } = spawnSync(process.execPath, ["--import", preload, ...words], {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const [, kilobytes] = /maxRSS (\d+)/.exec(stderr) ?? [];
  if (kilobytes === undefined) throw new Error(stderr);
  return { seconds, megabytes: Number(kilobytes) / 1024 };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

main();

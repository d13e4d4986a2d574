import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { type BuildspecProps, buildspec } from "../../../modules/delivery";
import { temporaryRoot } from "../../support/root";

const REGISTRY = "111122223333.dkr.ecr.us-west-2.amazonaws.com";
const BUILT: BuildspecProps = {
  registry: REGISTRY,
  repository: "shop/web",
  container: "web",
  image: {
    dockerfile: "docker/Dockerfile",
    context: "app",
    buildCommands: ['echo "one: two" # three'],
    testCommands: ['docker run --rm "$IMAGE_URI" rspec'],
  },
  running: { clusterName: "shop-production", serviceName: "web" },
  files: { "taskdef.json": `{"family":"it's"}` },
};
const TAKEN: BuildspecProps = { ...BUILT, image: undefined, running: undefined, files: {} };

interface Buildspec {
  readonly env: { readonly variables: Readonly<Record<string, string>> };
  readonly phases: { readonly build: { readonly commands: readonly string[] } };
  readonly artifacts: { readonly files: readonly string[] };
}

const DIGEST = `sha256:${"ab12".repeat(16)}`;

/** Answers of the programs that a build calls; each writes down what it was asked. */
const PROGRAMS: Readonly<Record<string, string>> = {
  docker: "",
  aws: `case "$*" in
  *get-login-password*) echo password ;;
  *describe-images*) echo ${DIGEST} ;;
  *describe-services*) printf 'arn:aws:ecs:us-west-2:111122223333:task-definition/shop-web:7\\tNone\\n' ;;
  *describe-task-definition*) printf '${REGISTRY}/shop/web:abc-6\\tdatadog/agent:7\\n' ;;
  *deployed-*length*) echo "$KNOWN" ;;
  *batch-get-image*) echo found ;;
esac`,
  jq: `case "$*" in
  *imageDigest*) echo ${DIGEST} ;;
  *imageManifestMediaType*) echo application/vnd.docker.distribution.manifest.v2+json ;;
  *imageManifest*) printf manifest ;;
  *ImageURI*) echo ${REGISTRY}/shop/web@${DIGEST} ;;
  *ImageTags*) echo release ;;
esac`,
};

/** Runs the commands one after the other in one shell, as CodeBuild does, and stops at the first that fails. */
function run(text: string, known = "0") {
  const { env, phases } = parse(text) as Buildspec;
  const folder = temporaryRoot({});
  const programs = join(folder, "bin");
  mkdirSync(programs);
  for (const [name, body] of Object.entries(PROGRAMS)) {
    const script = `#!/bin/bash\necho "${name} $*" >> ${folder}/calls\n${body}\n`;
    writeFileSync(join(programs, name), script);
    chmodSync(join(programs, name), 0o755);
  }
  const sources = join(folder, "sources");
  mkdirSync(sources);
  writeFileSync(
    join(folder, "script"),
    phases.build.commands.map((one) => `${one.trim()} || exit 9`).join("\n"),
  );
  const { status, stderr } = spawnSync("bash", [join(folder, "script")], {
    cwd: sources,
    encoding: "utf8",
    env: {
      ...env.variables,
      PATH: `${programs}:${process.env.PATH}`,
      CODEBUILD_SRC_DIR: sources,
      CODEBUILD_RESOLVED_SOURCE_VERSION: "0123456789abcdef0123",
      CODEBUILD_BUILD_NUMBER: "42",
      KNOWN: known,
    },
  });
  const calls = readFileSync(join(folder, "calls"), "utf8");
  return { status, stderr, calls, file: (name: string) => readFileSync(join(sources, name), "utf8") };
}

describe("the build of an image", () => {
  it("is written as it was", async () => {
    const golden = join(__dirname, "..", "..", "golden", "delivery");
    await expect(buildspec(BUILT)).toMatchFileSnapshot(join(golden, "buildspec.yml"));
    await expect(buildspec(TAKEN)).toMatchFileSnapshot(join(golden, "buildspec-of-an-image.yml"));
  });

  it("is YAML with the team's commands as they are, and no expression of Terraform", () => {
    for (const props of [BUILT, TAKEN]) expect(buildspec(props)).not.toMatch(/[$%]\{/);
    const { phases } = parse(buildspec(BUILT)) as Buildspec;
    expect(phases.build.commands).toContain('echo "one: two" # three');
    expect(phases.build.commands).toContain('docker run --rm "$IMAGE_URI" rspec');
  });

  it("pushes under a tag that is new, and names the image by its digest", () => {
    const { status, stderr, calls, file } = run(buildspec(BUILT));
    expect(stderr).toBe("");
    expect(status).toBe(0);
    const image = `${REGISTRY}/shop/web:0123456789ab-42`;
    expect(calls).toContain(`--tag ${image} --file docker/Dockerfile app`);
    expect(calls.indexOf(`run --rm ${image} rspec`)).toBeLessThan(calls.indexOf(`push ${image}`));
    expect(JSON.parse(file("imageDetail.json"))).toEqual({ ImageURI: `${REGISTRY}/shop/web@${DIGEST}` });
    expect(JSON.parse(file("imagedefinitions.json"))).toEqual([
      { name: "web", imageUri: `${REGISTRY}/shop/web@${DIGEST}` },
    ]);
    expect(file("taskdef.json")).toBe(`{"family":"it's"}`);
    expect((parse(buildspec(BUILT)) as Buildspec).artifacts.files).toEqual([
      "imageDetail.json",
      "imagedefinitions.json",
      "taskdef.json",
    ]);
  });

  it("gives the image that runs a tag that the lifecycle spares, once", () => {
    const tag = `--image-tag deployed-${DIGEST.slice(7, 19)}`;
    const { calls } = run(buildspec(BUILT));
    expect(calls).toContain("--image-ids imageTag=abc-6");
    expect(calls).toContain(`${tag} --image-digest ${DIGEST} --image-manifest manifest`);
    expect(run(buildspec(BUILT), "1").calls).not.toContain("put-image");
  });

  it("fails before it pushes when a test fails", () => {
    const image = { ...(BUILT.image as NonNullable<BuildspecProps["image"]>), testCommands: ["false"] };
    const { status, calls } = run(buildspec({ ...BUILT, image }));
    expect(status).toBe(9);
    expect(calls).not.toContain("docker push");
  });
});

describe("an image that was pushed by somebody else", () => {
  it("is named for the stages that follow, and needs no Docker", () => {
    const { status, calls, file } = run(buildspec(TAKEN));
    expect(status).toBe(0);
    expect(calls).not.toContain("docker");
    expect(JSON.parse(file("imageDetail.json"))).toEqual({ ImageURI: `${REGISTRY}/shop/web@${DIGEST}` });
  });
});

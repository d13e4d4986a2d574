import { describe, expect, it } from "vitest";
import { changed, complaints, TEAM, validated, withService } from "../../support/config";

const place = "teams/festa.yaml";
const app = "environments.production.services.app";
const ARN = "arn:aws:codeconnections:us-west-2:111122223333:connection/1234abcd-12ab-34cd-56ef-1234567890ab";
const REGISTRY = "111122223333.dkr.ecr.us-west-2.amazonaws.com";
const IN_ECR = changed("example/app:1.0.0", `${REGISTRY}/shop/app:1.0.0`);
const COMMIT = "source: { codecommit: app, branch: main }";

const told = (lines: string, team = TEAM) => complaints(validated(withLines(lines, team)));
const planOf = (lines: string, team = TEAM) =>
  validated(withLines(lines, team)).environments?.[0]?.services.find(({ name }) => name === "app");

function withLines(lines: string, team: string): string {
  return team === TEAM ? withService(lines) : `${team}        ${lines.replaceAll("\n", "\n        ")}\n`;
}

describe("a pipeline", () => {
  it("has defaults for the build, and a repository named like its service", () => {
    expect(told(`pipeline: { ${COMMIT} }`)).toEqual([]);
    expect(planOf(`pipeline: { ${COMMIT} }`)).toMatchObject({
      repository: { name: "festa-production/app", keepImages: 100, pullAccounts: [] },
      pipeline: {
        source: { kind: "codecommit", repository: "app", branch: "main" },
        build: { dockerfile: "Dockerfile", context: ".", computeType: "small" },
        imageRepository: "festa-production/app",
      },
    });
  });

  it("pushes to the repository that the image is in already", () => {
    expect(planOf(`pipeline: { ${COMMIT} }`, IN_ECR)?.repository?.name).toBe("shop/app");
    const without = planOf(`repository: none\npipeline: { ${COMMIT} }`, IN_ECR);
    expect(without).toMatchObject({ repository: undefined, pipeline: { imageRepository: "shop/app" } });
    expect(planOf("repository: { keepImages: 20 }", IN_ECR)?.repository).toMatchObject({ keepImages: 20 });
    expect(planOf("exec: true", IN_ECR)?.repository).toBeUndefined();
  });

  it("starts from a branch, or from patterns of branches", () => {
    const source = `connection: "${ARN}", repository: example/app, branch: main`;
    expect(planOf(`pipeline: { source: { ${source} } }`)?.pipeline?.source).toMatchObject({
      branches: ["main"],
      paths: [],
    });
    const patterns = `pipeline: { source: { ${source}, branches: ["release/*"] } }`;
    expect(told(patterns)).toEqual([]);
    expect(planOf(patterns)?.pipeline?.source).toMatchObject({ branch: "main", branches: ["release/*"] });
  });

  it("fails without a source, and refuses two", () => {
    expect(told("pipeline: {}")[0]).toMatch(/pipeline\.source: says nothing that starts the pipeline/);
    expect(told("pipeline: { source: { codecommit: app, ecrTag: release, branch: main } }")[0]).toMatch(
      /source: has `codecommit` and `ecrTag`, but a pipeline starts from one\. Remove all but one\./,
    );
    expect(told("pipeline: { source: { codecommit: app } }")[0]).toMatch(/branch: is missing/);
    expect(told(`pipeline: { source: { connection: "${ARN}", branch: main } }`)[0]).toMatch(
      /repository: is missing/,
    );
  });

  it("refuses keys that mean nothing to its source", () => {
    expect(told('pipeline: { source: { codecommit: app, branch: main, branches: ["release/*"] } }')).toEqual([
      expect.stringContaining("source.branches: means nothing to a source of this kind"),
    ]);
    expect(told("pipeline: { source: { ecrTag: release, branch: main } }")[0]).toMatch(
      /source\.branch: means nothing/,
    );
    expect(told("pipeline: { source: { ecrTag: release }, build: { context: app } }")).toEqual([
      expect.stringMatching(/build: has nothing to build/),
    ]);
    expect(told("pipeline: { source: { ecrTag: release } }")).toEqual([]);
  });

  it("refuses to deploy a source without an image to ECS, and to push nowhere", () => {
    expect(told(`pipeline: { ${COMMIT}, build: none }`)[0]).toMatch(
      /pipeline\.build: leaves a source without an image/,
    );
    expect(told(`repository: none\npipeline: { ${COMMIT} }`)).toEqual([
      `${place}:21:21 ${app}.repository: leaves the pipeline without a repository of this account and region; got "none". Remove it, or write an \`image\` of ${REGISTRY}.`,
    ]);
  });

  it("refuses to deploy to what is only started", () => {
    const job = changed("        port: 8080\n", "        kind: task\n");
    expect(told(`pipeline: { ${COMMIT} }`, job)[0]).toMatch(/pipeline: deploys to what keeps running/);
  });

  it("warns of a connection of another account", () => {
    const other = ARN.replace("111122223333", "444455556666");
    const lines = `pipeline: { source: { connection: "${other}", repository: example/app, branch: main } }`;
    expect(told(lines)).toEqual([
      expect.stringMatching(/^warning .*connection: is in account 444455556666, us-west-2, but/),
    ]);
  });

  it("refuses names, paths and patterns that AWS would not take", () => {
    const connected = (keys: string) =>
      told(`pipeline: { source: { connection: "${ARN}", repository: example/app, branch: main, ${keys} } }`);
    expect(connected('branches: ["a b"]')[0]).toMatch(/is not a pattern/);
    expect(told(`pipeline: { ${COMMIT}, build: { dockerfile: /etc/Dockerfile } }`)[0]).toMatch(
      /is not a relative path/,
    );
    expect(told(`pipeline: { ${COMMIT}, build: { context: ../other } }`)[0]).toMatch(/holds "\.\."/);
    expect(told('pipeline: { source: { connection: "arn:aws:x" } }')[0]).toMatch(
      /is not the ARN of a connection/,
    );
    expect(told(`pipeline: { ${COMMIT}, build: { timeoutMinutes: 1 } }`)[0]).toMatch(/is below 5/);
  });

  it("is not shared by services that are like each other", () => {
    const like = `${withService(`pipeline: { ${COMMIT} }`)}      other: { like: app, kind: worker }
      twin: { like: app, paths: [/twin/*] }
`;
    const services = validated(like).environments?.[0]?.services ?? [];
    expect(services.map(({ name, pipeline }) => [name, pipeline !== undefined])).toEqual([
      ["app", true],
      ["other", false],
      ["twin", false],
    ]);
  });
});

describe("a repository", () => {
  it("refuses to be made twice, in one environment or in two", () => {
    const twice = `${withLines("repository: {}", IN_ECR)}      other: { image: "${REGISTRY}/shop/app:1.0.0", repository: {} }\n`;
    expect(complaints(validated(twice))).toEqual([
      expect.stringMatching(
        /services\.other: would make the repository "shop\/app", which app makes already\. Write `repository: none` here\./,
      ),
    ]);
    const clone = `${withLines("repository: {}", IN_ECR)}  rehearsal:
    extends: production
    class: staging
    network: { ipv4Cidr: 10.21.0.0/16 }
    ingress: { domain: rehearsal.example.net }
`;
    expect(complaints(validated(clone)).join("\n")).toMatch(/would name its ECR repository "shop\/app"/);
    expect(complaints(validated(`${clone}    services: { app: { repository: none } }\n`))).toEqual([]);
  });

  it("refuses to shut out an environment of another account that runs its images", () => {
    const clone = `${withLines("repository: {}", IN_ECR)}  rehearsal:
    extends: production
    class: staging
    account: "444455556666"
    network: { ipv4Cidr: 10.21.0.0/16 }
    ingress: { domain: rehearsal.example.net }
    services: { app: { repository: none } }
`;
    expect(complaints(validated(clone))).toEqual([
      expect.stringContaining(
        'is in a repository of festa-production that account 444455556666 of festa-rehearsal may not pull from. Write `repository: { pullAccounts: ["444455556666"] }` at app of festa-production.',
      ),
    ]);
    const open = clone.replace("repository: {}", 'repository: { pullAccounts: ["444455556666"] }');
    expect(complaints(validated(open))).toEqual([]);
  });
});

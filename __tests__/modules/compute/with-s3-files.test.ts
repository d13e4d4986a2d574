import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fargateTaskProblems, s3FileStatements, withS3Files } from "../../../modules/compute";
import { CLOUDWATCH, container, task } from "./tasks";

const OPTIONS = {
  path: "/run/files",
  objects: [
    { file: "app.yml", arn: "arn:aws:s3:::example-secrets/production/app.yml" },
    { file: "key.pem", arn: "arn:aws:s3:::example-secrets/production/key.pem" },
  ],
  kmsKey: "arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  image: "public.ecr.aws/aws-cli/aws-cli:2.31.9",
  region: "us-west-2",
  logging: CLOUDWATCH,
};

describe("withS3Files", () => {
  it("lets the application start when the files are there, and see them read-only", () => {
    const { containers, volumes } = withS3Files(task(container({ cpu: 900, memoryMiB: 1792 })), OPTIONS);
    expect(containers[0]).toMatchObject({
      name: "blog",
      dependsOn: { "s3-files": "success" },
      mounts: [{ volume: "s3_files", path: "/run/files", readOnly: true }],
    });
    expect(containers[1]).toMatchObject({ name: "s3-files", essential: false });
    expect(volumes).toEqual([{ kind: "scratch", name: "s3_files" }]);
    expect(fargateTaskProblems({ containers, volumes }, { cpu: 1024, memoryMiB: 2048 })).toEqual([]);
  });

  it("fetches each object to its file, which nobody may write; stops at the first failure", () => {
    const [, fetching] = withS3Files(task(container()), OPTIONS).containers;
    const folder = mkdtempSync(join(tmpdir(), "s3-files-"));
    // Stands for the AWS CLI: copies the name of the object, and fails for one that is not there.
    const aws = `#!/bin/sh\ncase "$4" in *missing*) exit 1;; esac\necho "$4" > "$5"\n`;
    writeFileSync(join(folder, "aws"), aws);
    chmodSync(join(folder, "aws"), 0o755);
    const run = (words: readonly string[]) => {
      const [shell = "", ...rest] = [...(fetching?.entryPoint ?? []), ...words];
      execFileSync(shell, rest, { env: { PATH: `${folder}:${process.env.PATH}` }, stdio: "pipe" });
    };
    run((fetching?.command ?? []).map((word) => word.replace(/^\/s3-files/, folder)));
    expect(readFileSync(join(folder, "app.yml"), "utf8")).toBe("s3://example-secrets/production/app.yml\n");
    expect(statSync(join(folder, "key.pem")).mode & 0o777).toBe(0o444);
    expect(() => run(["s3://a/missing", join(folder, "x"), "s3://a/b", join(folder, "y")])).toThrow();
  });

  it("gives the task exactly the objects and their key, through S3", () => {
    expect(s3FileStatements(OPTIONS)).toEqual([
      {
        Sid: "FetchFiles",
        Effect: "Allow",
        Action: "s3:GetObject",
        Resource: OPTIONS.objects.map(({ arn }) => arn),
      },
      {
        Sid: "DecryptFiles",
        Effect: "Allow",
        Action: "kms:Decrypt",
        Resource: OPTIONS.kmsKey,
        Condition: { StringEquals: { "kms:ViaService": "s3.us-west-2.amazonaws.com" } },
      },
    ]);
    expect(s3FileStatements({ ...OPTIONS, kmsKey: undefined })).toHaveLength(1);
  });
});

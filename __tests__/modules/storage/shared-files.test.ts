import { TerraformOutput } from "cdktf";
import { describe, expect, test } from "vitest";
import { SharedFiles, type SharedFilesProps } from "../../../modules/storage";
import { stubNetwork } from "../../support/stub-network";
import { synth, TEST_IDENTITY } from "../../support/synth";

const filesOf = (props: Partial<SharedFilesProps> = {}, look: (files: SharedFiles) => void = () => {}) =>
  synth((stack) => {
    const files = new SharedFiles(stack, "files", {
      identity: TEST_IDENTITY,
      network: stubNetwork(),
      infrequentAccessAfterDays: 30,
      backup: true,
      kmsKeyArn: undefined,
      ...props,
    });
    look(files);
  });

const systemOf = (props: Partial<SharedFilesProps> = {}) =>
  filesOf(props).one("aws_efs_file_system", "files_system");

test("the resources have stable addresses", () => {
  expect(filesOf().addresses()).toEqual([
    "aws_efs_backup_policy.files_backup",
    "aws_efs_file_system.files_system",
    "aws_efs_mount_target.files_mount_us-west-2a",
    "aws_efs_mount_target.files_mount_us-west-2b",
    "aws_security_group.files_firewall_group",
  ]);
});

describe("the file system", () => {
  test("is encrypted and elastic, which only general purpose can be", () => {
    const system = systemOf();
    expect(system).toMatchObject({
      creation_token: "team-test-files",
      encrypted: true,
      throughput_mode: "elastic",
      performance_mode: "generalPurpose",
    });
    expect(system).not.toHaveProperty("kms_key_id");
    expect(systemOf({ kmsKeyArn: "arn:key" })).toMatchObject({ encrypted: true, kms_key_id: "arn:key" });
  });

  test.each([
    [1, "AFTER_1_DAY"],
    [7, "AFTER_7_DAYS"],
    [90, "AFTER_90_DAYS"],
  ])("moves files nobody read for %d days away, and back when read", (days, transition) => {
    expect(systemOf({ infrequentAccessAfterDays: days }).lifecycle_policy).toEqual([
      { transition_to_ia: transition },
      { transition_to_primary_storage_class: "AFTER_1_ACCESS" },
    ]);
  });

  test("moves nothing where nothing is to move", () => {
    expect(systemOf({ infrequentAccessAfterDays: "never" }).lifecycle_policy).toEqual([]);
  });

  test("refuses to be destroyed when protected, and only then", () => {
    expect(systemOf({ identity: { ...TEST_IDENTITY, protect: true } })).toMatchObject({
      lifecycle: { prevent_destroy: true },
    });
    expect(systemOf()).not.toHaveProperty("lifecycle");
  });

  test.each([
    [true, "ENABLED"],
    [false, "DISABLED"],
  ])("with backup %s has its backups %s", (backup, status) => {
    expect(filesOf({ backup }).one("aws_efs_backup_policy", "files_backup").backup_policy).toEqual({
      status,
    });
  });
});

describe("the mount targets", () => {
  test("are one for each zone, in its private subnet, behind one closed firewall", () => {
    const stack = filesOf();
    expect(stack.one("aws_efs_mount_target", "files_mount_us-west-2b")).toMatchObject({
      subnet_id: "subnet-private-us-west-2b",
      security_groups: ["${aws_security_group.files_firewall_group.id}"],
      file_system_id: "${aws_efs_file_system.files_system.id}",
    });
    expect(stack.all("aws_vpc_security_group_ingress_rule")).toEqual({});
  });

  test("of an added zone change nothing that exists", () => {
    const two = filesOf();
    const three = filesOf({ network: stubNetwork(["us-west-2c", "us-west-2a", "us-west-2b"]) });
    expect(three.addresses()).toEqual(
      [...two.addresses(), "aws_efs_mount_target.files_mount_us-west-2c"].sort(),
    );
    for (const name of ["files_mount_us-west-2a", "files_mount_us-west-2b"]) {
      expect(three.one("aws_efs_mount_target", name)).toEqual(two.one("aws_efs_mount_target", name));
    }
  });

  test("must all exist before a task can start", () => {
    const stack = filesOf({}, (files) => {
      new TerraformOutput(files, "seen", { value: "-", dependsOn: [...files.ready] });
    });
    const seen = JSON.stringify(stack.json.output);
    for (const zone of ["us-west-2a", "us-west-2b"]) {
      expect(seen).toContain(`aws_efs_mount_target.files_mount_${zone}`);
    }
  });
});

describe("an access point", () => {
  test("makes its directory for one owner, whom every client acts as", () => {
    const stack = filesOf({}, (files) => {
      files.accessPoint("blog-content", { uid: 1000, gid: 1001 });
    });
    expect(Object.keys(stack.all("aws_efs_access_point"))).toEqual(["files_access_blog-content"]);
    expect(stack.one("aws_efs_access_point", "files_access_blog-content")).toMatchObject({
      file_system_id: "${aws_efs_file_system.files_system.id}",
      posix_user: { uid: 1000, gid: 1001 },
      root_directory: {
        path: "/blog-content",
        creation_info: { owner_uid: 1000, owner_gid: 1001, permissions: "0755" },
      },
      tags: { Name: "team-test-blog-content" },
    });
  });

  test("is known by id and ARN", () => {
    const stack = filesOf({}, (files) => {
      const value = files.accessPoint("a", { uid: 1, gid: 1 });
      new TerraformOutput(files, "seen", { value });
    });
    expect(stack.json.output).toMatchObject({
      files_seen: {
        value: {
          id: "${aws_efs_access_point.files_access_a.id}",
          arn: "${aws_efs_access_point.files_access_a.arn}",
        },
      },
    });
  });

  test("refuses a second owner of one directory", () => {
    expect(() =>
      filesOf({}, (files) => {
        files.accessPoint("a", { uid: 1, gid: 1 });
        files.accessPoint("a", { uid: 2, gid: 2 });
      }),
    ).toThrow("access_a");
  });
});

test("the longest names fit", () => {
  const long = "x".repeat(24);
  const stack = filesOf({ identity: { ...TEST_IDENTITY, stack: `${long}-${long}` } }, (files) => {
    files.accessPoint(`${long}-${"m".repeat(32)}`, { uid: 1, gid: 1 });
  });
  const { creation_token } = stack.one("aws_efs_file_system", "files_system");
  expect(String(creation_token).length).toBeLessThanOrEqual(64);
  const points = Object.values(stack.all("aws_efs_access_point"));
  expect(points).toHaveLength(1);
  for (const { root_directory } of points) {
    expect((root_directory as { path: string }).path.length).toBeLessThanOrEqual(100);
  }
});

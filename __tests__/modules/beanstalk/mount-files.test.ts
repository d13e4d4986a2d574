import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { bundleFiles } from "../../../modules/beanstalk/bundle-files";
import { MOUNTS_VARIABLE, mountsValue } from "../../../modules/beanstalk/host-paths";
import { renderShell } from "../../../templates/render";
import { temporaryRoot } from "../../support/root";
import { container, GHOST } from "../compute/tasks";

const files = bundleFiles({ task: GHOST, executionRoleArn: "", web: undefined, singleton: false });
const config = parse(files[".ebextensions/20-files.config"] ?? "");

/** Programs of an instance in small: a mount makes a mark, which `mountpoint` finds. */
const PROGRAMS = {
  "get-config": 'echo "$MOUNTS"',
  mount: 'echo "mount $1" >> "$CALLS"; [ "$MOUNTS_WORK" = yes ] || exit 32; touch "$1.mounted"',
  umount: 'echo "umount $1" >> "$CALLS"; rm -f "$1.mounted"',
  mountpoint: '[ -e "$2.mounted" ]',
  systemctl: 'echo "systemctl $*" >> "$CALLS"',
  timeout: 'shift; exec "$@"',
  sleep: "exit 0",
  mktemp: '[ "$WRITABLE" = yes ] || exit 1; touch "$1"; echo "$1"',
};

interface Host {
  readonly root: string;
  readonly fstab: () => string;
  readonly calls: () => string[];
  readonly run: (mounts: string, over?: Record<string, string>) => { status: number | null; stderr: string };
}

function host(): Host {
  const root = temporaryRoot({ "etc/fstab": "UUID=1 / xfs defaults 0 0\n", calls: "" });
  const bin = join(root, "bin");
  mkdirSync(bin);
  for (const [name, body] of Object.entries(PROGRAMS)) {
    writeFileSync(join(bin, name), `#!/bin/bash\n${body}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const script = renderShell("beanstalk/mount-files.sh", {
    variable: MOUNTS_VARIABLE,
    root: join(root, "efs"),
  })
    .replaceAll("/opt/elasticbeanstalk/bin/get-config", join(bin, "get-config"))
    .replaceAll("/etc/fstab", join(root, "etc/fstab"));
  return {
    root,
    fstab: () => readFileSync(join(root, "etc/fstab"), "utf8"),
    calls: () => readFileSync(join(root, "calls"), "utf8").trim().split("\n"),
    run: (mounts, over = {}) =>
      spawnSync("bash", ["-c", script], {
        encoding: "utf8",
        env: {
          PATH: `${bin}:${process.env.PATH}`,
          CALLS: join(root, "calls"),
          MOUNTS: mounts,
          MOUNTS_WORK: "yes",
          WRITABLE: "yes",
          ...over,
        },
      }),
  };
}

describe("files on an instance", () => {
  it("are mounted before containers start: at boot, before deployments, and before the ECS agent after a reboot", () => {
    expect(config.packages).toEqual({ yum: { "amazon-efs-utils": [] } });
    expect(config.commands).toEqual({
      "20_files": { command: "/opt/teamstacks/mount-files.sh", ignoreErrors: false },
    });
    expect(config.files["/opt/teamstacks/mount-files.sh"]).toMatchObject({ mode: "000755", owner: "root" });
    expect(config.files["/etc/systemd/system/ecs.service.d/20-files.conf"].content).toContain(
      'RequiresMountsFor="/efs/content"',
    );
    for (const hook of ["hooks", "confighooks"]) {
      expect(files[`.platform/${hook}/predeploy/20-files.sh`]).toContain(
        "exec '/opt/teamstacks/mount-files.sh'",
      );
    }
  });

  it("are in the bundle as the script that is tested here", async () => {
    const script = renderShell("beanstalk/mount-files.sh", { variable: MOUNTS_VARIABLE, root: "/efs" });
    expect(config.files["/opt/teamstacks/mount-files.sh"].content).toBe(script);
    await expect(script).toMatchFileSnapshot(join(__dirname, "golden", "mount-files.sh"));
  });

  it("are told by the environment property, so that the bundle holds no id", () => {
    expect(mountsValue(GHOST)).toBe("content:fs-12345678:fsap-12345678:rw");
    const reader = container({ mounts: [{ volume: "content", path: "/c", readOnly: true }] });
    expect(mountsValue({ containers: [reader], volumes: GHOST.volumes })).toMatch(/:ro$/);
    expect(JSON.stringify(files)).not.toMatch(/fs-12345678|fsap-/);
  });

  it("come through their access point, with TLS and IAM", () => {
    const instance = host();
    const { status } = instance.run("content:fs-1:fsap-1:rw,media:fs-1:fsap-2:ro");
    expect(status).toBe(0);
    const efs = join(instance.root, "efs");
    expect(instance.fstab()).toBe(
      [
        "UUID=1 / xfs defaults 0 0",
        `fs-1:/ ${efs}/content efs _netdev,tls,iam,accesspoint=fsap-1 0 0`,
        `fs-1:/ ${efs}/media efs _netdev,tls,iam,accesspoint=fsap-2 0 0`,
        "",
      ].join("\n"),
    );
    expect(instance.calls()).toEqual(
      expect.arrayContaining([`mount ${efs}/content`, `mount ${efs}/media`, "systemctl daemon-reload"]),
    );
  });

  it("stay as they are when nothing changed", () => {
    const instance = host();
    instance.run("content:fs-1:fsap-1:rw");
    const before = [instance.fstab(), instance.calls()];
    expect(instance.run("content:fs-1:fsap-1:rw").status).toBe(0);
    expect([instance.fstab(), instance.calls()]).toEqual(before);
  });

  it("move to another access point", () => {
    const instance = host();
    instance.run("content:fs-1:fsap-1:rw");
    expect(instance.run("content:fs-1:fsap-9:rw").status).toBe(0);
    expect(instance.fstab()).not.toContain("fsap-1 ");
    expect(instance.fstab()).toContain("accesspoint=fsap-9");
    expect(instance.calls().filter((call) => call.startsWith("umount"))).toHaveLength(1);
  });

  it("fails when a mount fails, after several tries", () => {
    const instance = host();
    const { status, stderr } = instance.run("content:fs-1:fsap-1:rw", { MOUNTS_WORK: "no" });
    expect(status).toBe(1);
    expect(stderr).toContain("/efs/content: not mounted");
    expect(instance.calls().filter((call) => call.startsWith("mount "))).toHaveLength(6);
  });

  it("fails when what should be written cannot be", () => {
    const { status, stderr } = host().run("content:fs-1:fsap-1:rw", { WRITABLE: "no" });
    expect(status).toBe(1);
    expect(stderr).toContain("cannot be written");
  });

  it("fails without the environment property, instead of starting containers on an empty folder", () => {
    const instance = host();
    const { status, stderr } = instance.run("");
    expect(status).toBe(1);
    expect(stderr).toContain("TEAMSTACKS_FILES is empty");
    expect(existsSync(join(instance.root, "efs"))).toBe(false);
  });
});

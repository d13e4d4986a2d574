import { describe, expect, it } from "vitest";
import { complaints, TEAM, validated, withService } from "../../support/config";

const place = "teams/festa.yaml";
const app = "environments.production.services.app";
const mounted = (lines: string) => complaints(validated(withService(`mounts: ${lines}`)));

describe("directories of the file system", () => {
  it("accepts mounts of two services with one name", () => {
    const other = "      other:\n        image: a/b:1\n        mounts: { data: { path: /data } }\n";
    expect(complaints(validated(`${TEAM}        mounts: { data: { path: /data } }\n${other}`))).toEqual([]);
  });

  it("refuses two mounts that get one directory", () => {
    const other = "      app-a:\n        image: a/b:1\n        mounts: { b: { path: /b } }\n";
    expect(complaints(validated(`${TEAM}        mounts: { a-b: { path: /a } }\n${other}`))).toEqual([
      `${place}:24:19 environments.production.services.app-a.mounts.b: gets the directory /app-a-b of the file system, which is that of a-b of app. Choose another name for one of the two.`,
    ]);
  });

  it("accepts an owner that is not root", () => {
    expect(mounted("{ data: { path: /data, uid: 1, gid: 4294967295 } }")).toEqual([]);
  });

  it("refuses root as owner, which the file system's policy keeps out", () => {
    const complaint = (column: number, key: string) =>
      `${place}:21:${column} ${app}.mounts.data.${key}: is root, as whom nobody may write to the file system; got 0. Write the number that the application runs as, such as 1000.`;
    expect(mounted("{ data: { path: /data, uid: 0, gid: 0 } }")).toEqual([
      complaint(45, "uid"),
      complaint(53, "gid"),
    ]);
  });
});

describe("places in the container", () => {
  it.each(["/data", "/process", "/devices/a", "/a/proc"])("accepts %s", (path) => {
    expect(mounted(`{ data: { path: ${path} } }`)).toEqual([]);
  });

  it.each(["/", "//", "/./"])("refuses %s, which holds the image", (path) => {
    expect(mounted(`{ data: { path: ${path} } }`)).toEqual([
      `${place}:21:33 ${app}.mounts.data.path: would hide everything that the image holds; got "${path}". Choose a directory of the application, as in "/data".`,
    ]);
  });

  it.each(["/proc", "/sys/", "//dev", "/./dev/x"])("refuses %s, which is the system's", (path) => {
    expect(mounted(`{ data: { path: ${path} } }`)).toEqual([
      `${place}:21:33 ${app}.mounts.data.path: belongs to the container's system; got "${path}". Choose a directory of the application, as in "/data".`,
    ]);
  });
});

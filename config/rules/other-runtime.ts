import type { Runtime } from "../environment";
import type { Problem } from "../problem";
import type { Rule } from "./rule";

/** Keys of a service that count on some runtimes only, and what the others have instead. */
const KEYS: readonly { readonly key: string; readonly on: readonly Runtime[]; readonly instead: string }[] = [
  {
    key: "platformVersion",
    on: ["fargate"],
    instead: "Remove it; instances have `cluster: { image: … }` or `beanstalk: { platform: … }`.",
  },
  { key: "ephemeralStorageGiB", on: ["fargate"], instead: "Remove it; instances have disks of their own." },
  {
    key: "deployment",
    on: ["fargate", "ec2"],
    instead: "Remove it, or write `beanstalk: { deployment: … }`.",
  },
  {
    key: "deploy",
    on: ["fargate", "ec2"],
    instead: "Remove it, or write `beanstalk: { deployment: … }`.",
  },
  { key: "beanstalk", on: ["beanstalk"], instead: "Remove it, or write `runtime: beanstalk`." },
];

/** Warns of keys without effect, so that a change of the runtime alone stays valid; refuses what people would miss. */
export const otherRuntime: Rule = (subject) =>
  subject.environment.services.flatMap(({ name, runtime }) => {
    const path = ["services", name];
    const problems: Problem[] = KEYS.filter(
      ({ key, on }) => !on.includes(runtime) && subject.written([...path, key]) !== undefined,
    ).map(({ key, on, instead: fix }) => {
      const message = `counts only with \`runtime: ${on.join("` or `runtime: ")}\``;
      return subject.problem([...path, key], { severity: "warning", message, fix });
    });
    const exec = subject.written([...path, "exec"]);
    if (runtime === "beanstalk" && exec?.kind === "scalar" && exec.value === true) {
      const message = "is ECS Exec, which tasks on Beanstalk do not have";
      const fix =
        "Remove it; open a shell on the instance with `aws ssm start-session --target INSTANCE`, then `docker exec`.";
      problems.push(subject.problem([...path, "exec"], { message, fix }));
    }
    return problems;
  });

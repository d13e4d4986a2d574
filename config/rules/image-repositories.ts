import type { Problem } from "../problem";
import type { FleetRule, Rule, Subject } from "./rule";

/** No repository is made twice in an environment. */
export const imageRepositories: Rule = (subject) => {
  const made = new Map<string, string>();
  return subject.environment.services.flatMap(({ name, repository }) => {
    if (repository === undefined) return [];
    const other = made.get(repository.name);
    made.set(repository.name, other ?? name);
    if (other === undefined) return [];
    const message = `would make the repository "${repository.name}", which ${other} makes already`;
    return [subject.problem(["services", name], { message, fix: "Write `repository: none` here." })];
  });
};

/** An environment that runs images of another one's repository may pull them. */
export const pullAccounts: FleetRule = (subjects) => {
  const makers = new Map<string, { readonly subject: Subject; readonly service: string }>();
  for (const subject of subjects) {
    const { account, region, services } = subject.environment;
    for (const { name, repository } of services) {
      if (repository === undefined) continue;
      const key = `${account}.dkr.ecr.${region}.amazonaws.com/${repository.name}`;
      if (!makers.has(key)) makers.set(key, { subject, service: name });
    }
  }
  return subjects.flatMap((subject) => shutOut(subject, makers));
};

type Makers = ReadonlyMap<string, { readonly subject: Subject; readonly service: string }>;

function shutOut(subject: Subject, makers: Makers): Problem[] {
  const { account, stack, services } = subject.environment;
  return services.flatMap(({ name, image }) => {
    const maker = makers.get(/^[^:@]+/.exec(image)?.[0] ?? "");
    if (maker === undefined || account === "") return [];
    const { environment } = maker.subject;
    const plan = environment.services.find((service) => service.name === maker.service)?.repository;
    if (environment.account === account || plan === undefined || plan.pullAccounts.includes(account))
      return [];
    const message = `is in a repository of ${environment.stack} that account ${account} of ${stack} may not pull from`;
    const fix = `Write \`repository: { pullAccounts: ["${account}"] }\` at ${maker.service} of ${environment.stack}.`;
    return [subject.problemHere(["services", name, "image"], { message, fix })];
  });
}

import type { Problem } from "../problem";
import { suggest } from "../suggest";
import type { FleetRule, Rule, Subject } from "./rule";

/** The zone is the platform's, and every host name of the environment is in it. */
export const zonesAndHosts: Rule = (subject, { spec }) => {
  const { ingress, services } = subject.environment;
  if (ingress === undefined || ingress.zone.name === "") return [];
  const zone = ingress.zone.name;
  const known = Object.keys(spec.zones ?? {});
  if (!known.includes(zone)) {
    const fix = suggest(zone, known, "zones of platform.yaml");
    return [
      subject.problem(["ingress", "zone"], { message: "is not a zone of platform.yaml", got: zone, fix }),
    ];
  }
  const places = [
    ...(ingress.domain === "" ? [] : [{ host: ingress.domain, path: ["ingress", "domain"] }]),
    ...services.flatMap((service) => hostPlaces(subject, service.name)),
  ];
  return places
    .filter(({ host }) => host !== zone && !host.endsWith(`.${zone}`))
    .map(({ host, path }) => {
      const fix = `Write a name such as "${host.split(".")[0]}.${zone}".`;
      return subject.problem(path, { message: `is not in the zone ${zone}`, got: host, fix });
    });
};

/** A host name belongs to one environment: DNS can point it to one load balancer only. */
export const hostsOfOneEnvironment: FleetRule = (subjects) => {
  const taken = new Map<string, { subject: Subject; path: readonly (string | number)[] }>();
  const problems: Problem[] = [];
  for (const subject of subjects) {
    for (const { host, path } of allHosts(subject)) {
      const first = taken.get(host);
      if (first === undefined) {
        taken.set(host, { subject, path });
      } else if (first.subject !== subject) {
        const { stack } = first.subject.environment;
        const message = `is already a host name of ${stack} (${first.subject.whereabouts(first.path)})`;
        problems.push(
          subject.problemHere(path, { message, got: host, fix: "Give this environment a name of its own." }),
        );
      }
    }
  }
  return problems;
};

function allHosts(subject: Subject) {
  const { ingress, services, assets } = subject.environment;
  if (ingress === undefined || ingress.domain === "") return [];
  return [
    { host: ingress.domain, path: ["ingress", "domain"] },
    ...(assets?.domain === undefined ? [] : [{ host: assets.domain, path: ["assets", "domain"] }]),
    ...services.flatMap((service) => hostPlaces(subject, service.name)),
  ];
}

/** The host names that a service writes itself. */
function hostPlaces(subject: Subject, service: string): { host: string; path: (string | number)[] }[] {
  const path = ["services", service, "hosts"];
  const hosts = subject.merged(path);
  if (hosts?.kind !== "list") return [];
  return hosts.items.flatMap((item, index) =>
    item.kind === "scalar" ? [{ host: String(item.value), path: [...path, index] }] : [],
  );
}

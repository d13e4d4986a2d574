import type { Problem } from "../problem";
import type { Rule } from "./rule";

/** The host name of the assets is in the entrance's zone and nobody else's; who uploads has something to upload to. */
export const assets: Rule = (subject) => {
  const { assets: plan, ingress, services } = subject.environment;
  return [
    ...(plan?.domain === undefined ? [] : wrongDomain(plan.domain)),
    ...services
      .filter(({ uploadsAssets }) => uploadsAssets && plan === undefined)
      .map(({ name }) => {
        const message = "uploads to the environment's assets, but there are no assets";
        return subject.problem(["services", name, "uploadsAssets"], {
          message,
          fix: "Write `assets: {}` in the environment, or remove it.",
        });
      }),
  ];

  function wrongDomain(domain: string): Problem[] {
    const say = (message: string, fix: string) => [
      subject.problem(["assets", "domain"], { message, got: domain, fix }),
    ];
    if (ingress === undefined) {
      return say("has no zone to be in", "Write `ingress:` with a zone, or remove the domain.");
    }
    const zone = ingress.zone.name;
    if (domain !== zone && !domain.endsWith(`.${zone}`)) {
      return say(`is not in the zone ${zone}`, `Write a name such as "assets.${zone}".`);
    }
    const hosts = [ingress.domain, ...services.flatMap(({ web }) => web?.hosts ?? [])];
    if (!hosts.includes(domain)) return [];
    return say(
      "is already a host name of the entrance",
      `Write a name of its own, such as "assets.${domain}".`,
    );
  }
};

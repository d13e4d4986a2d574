import { isRegion, REGIONS, zonesOf } from "../regions";
import { suggest } from "../suggest";
import type { Rule } from "./rule";

const PATH = ["network", "availabilityZones"];

/** The region exists and the availability zones are different ones of it. */
export const regionsAndZones: Rule = (subject) => {
  const { region, network } = subject.environment;
  if (region === "") return [];
  if (!isRegion(region)) {
    const fix = suggest(region, Object.keys(REGIONS), "regions");
    return [subject.problem(["region"], { message: "is not a commercial AWS region", got: region, fix })];
  }
  const zones = zonesOf(region);
  return network.availabilityZones.flatMap((zone, index) => {
    const path = [...PATH, index];
    if (!zones.includes(zone)) {
      const fix = `The zones are: ${zones.join(", ")}.`;
      return [subject.problem(path, { message: `is not an availability zone of ${region}`, got: zone, fix })];
    }
    if (network.availabilityZones.indexOf(zone) < index) {
      return [subject.problem(path, { message: "is named twice", got: zone, fix: "Remove one." })];
    }
    return [];
  });
};

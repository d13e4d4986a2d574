import { type Problem, problemAt } from "../problem";
import { isRegion, REGIONS } from "../regions";
import { suggest } from "../suggest";
import { find, type PathPart } from "../tree";
import type { FleetRule } from "./rule";

/** Regions that the platform file names exist. */
export const platformRegions: FleetRule = (_subjects, { tree, spec }) => {
  const places: { readonly region: string; readonly path: readonly PathPart[] }[] = [
    ...(spec.state?.backend === "s3" ? [{ region: spec.state.region, path: ["state", "region"] }] : []),
    ...Object.entries(spec.accounts).flatMap(([account, { regions }]) =>
      (regions ?? []).map((region, index) => ({ region, path: ["accounts", account, "regions", index] })),
    ),
  ];
  return places.flatMap(({ region, path }): Problem[] => {
    const node = find(tree, path);
    if (node === undefined || isRegion(region)) return [];
    const fix = suggest(region, Object.keys(REGIONS), "regions");
    return [problemAt(node.origin, { message: "is not a commercial AWS region", got: region, fix })];
  });
};

import type { Rule } from "./rule";

/** The account is the platform's, and meant for this region and class. */
export const accounts: Rule = (subject, { spec }) => {
  const { account, region, class: className } = subject.environment;
  if (account === "") return [];
  const known = spec.accounts[account];
  if (known === undefined) {
    const choices = Object.entries(spec.accounts).map(([number, { name }]) => `"${number}" (${name})`);
    const fix = `The accounts of platform.yaml are: ${choices.join(", ")}.`;
    return [
      subject.problem(["account"], { message: "is not an account of platform.yaml", got: account, fix }),
    ];
  }
  const problems = [];
  if (region !== "" && known.regions !== undefined && !known.regions.includes(region)) {
    const message = `is not a region of account ${known.name}`;
    const fix = `Its regions are: ${known.regions.join(", ")}.`;
    problems.push(subject.problem(["region"], { message, got: region, fix }));
  }
  if (known.classes !== undefined && !known.classes.includes(className)) {
    const message = `is account ${known.name}, which is not for class ${className}`;
    const fix = `It is for: ${known.classes.join(", ")}.`;
    problems.push(subject.problem(["account"], { message, got: account, fix }));
  }
  return problems;
};

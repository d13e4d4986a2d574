/** Stands for some element of a list whose place does not matter. */
export const ELEMENT: unique symbol = Symbol("element");

/** Way from a resource to a value in it. */
export type Path = readonly (string | number | typeof ELEMENT)[];

/** As in `container_definitions[0].image`; `[]` is an element of a list whose place does not matter. */
export function pathText(path: Path): string {
  let text = "";
  for (const step of path) {
    if (step === ELEMENT) text += "[]";
    else if (typeof step === "number") text += `[${step}]`;
    else if (/^[A-Za-z_][\w-]*$/.test(step)) text += text === "" ? step : `.${step}`;
    else text += `[${JSON.stringify(step)}]`;
  }
  return text === "" ? "value" : text;
}

/** Whether one of the two leads to the other. */
export function isOnWay(one: Path, other: Path): boolean {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at++) {
    const [step, wanted] = [one[at], other[at]];
    if (step !== ELEMENT && wanted !== ELEMENT && String(step) !== String(wanted)) return false;
  }
  return true;
}

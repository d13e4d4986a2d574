export { interfaceEndpoints } from "./endpoints";
export type { Interface, Need, NeedKind, Ports, Target } from "./need";
export { needsOf } from "./needs";
export { type Gap, type Opening, type Reached, type Route, reach, type Way } from "./ways";

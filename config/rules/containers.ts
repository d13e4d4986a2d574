import type { ContainerPlan, Sidecar } from "../container-plan";
import type { Environment, Service } from "../environment";
import { FRONT } from "../resolve/front";

/** A container of a service and where it stands. */
export interface PlacedContainer {
  readonly service: Service;
  readonly container: ContainerPlan;
  /** Path inside the environment. */
  readonly path: readonly string[];
}

/** The own container and the sidecars of every service. */
export function containersOf({ services }: Environment): PlacedContainer[] {
  return services.flatMap((service) => {
    const path = ["services", service.name];
    const sidecars = service.sidecars.map((container) => ({
      service,
      container,
      path: isFront(service, container) ? [...path, FRONT] : [...path, "sidecars", container.name],
    }));
    return [{ service, container: service, path }, ...sidecars];
  });
}

/** Nobody writes a front among the sidecars; it has a key of its own, of the same name. */
function isFront({ web }: Service, { name }: Sidecar): boolean {
  return name === FRONT && web?.container === FRONT;
}

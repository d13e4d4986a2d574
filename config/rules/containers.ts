import type { ContainerPlan, Environment, Service } from "../environment";

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
      path: [...path, "sidecars", container.name],
    }));
    return [{ service, container: service, path }, ...sidecars];
  });
}

import type { Interface, Opening, Reached, Route } from "../../config/reach";
import type { WrittenStack } from "../support/stacks";
import type { Attributes } from "../support/synth";

type Family = "ipv4" | "ipv6";

/** A rule of a security group in one line: whose, which way, from or to what, and its ports. */
const line = (group: string, direction: string, other: string, first: unknown, last: unknown) =>
  `${group} ${direction} ${other} ${first}-${last}`;

/** Security groups by label of their firewall; the label is what their name has behind that of the stack. */
function groups(stack: WrittenStack): Map<string, string> {
  const named = Object.entries(stack.all("aws_security_group"));
  const prefix = `${stack.environment.stack}-`;
  return new Map(
    named.map(([id, { name }]) => ["$" + `{aws_security_group.${id}.id}`, String(name).slice(prefix.length)]),
  );
}

/** Every rule of every security group. */
export function rulesOf(stack: WrittenStack): string[] {
  const labels = groups(stack);
  const label = (id: unknown) => labels.get(String(id)) ?? String(id);
  return (["egress", "ingress"] as const).flatMap((direction) =>
    Object.values(stack.all(`aws_vpc_security_group_${direction}_rule`)).map((rule) => {
      if (rule.ip_protocol !== "tcp") throw new Error(`a rule for ${rule.ip_protocol}`);
      const other =
        rule.referenced_security_group_id === undefined
          ? String(rule.cidr_ipv4 ?? rule.cidr_ipv6)
          : label(rule.referenced_security_group_id);
      return line(label(rule.security_group_id), direction, other, rule.from_port, rule.to_port);
    }),
  );
}

/** The rule that an opening stands for. */
export function ruleFor(stack: WrittenStack, opening: Opening, family: Family): string {
  const { firewall, direction, other, ports } = opening;
  return line(firewall, direction, otherEnd(stack, other, family), ports.first, ports.last);
}

function otherEnd({ environment }: WrittenStack, other: Opening["other"], family: Family): string {
  if (typeof other === "string") return other;
  if (other.block === "everywhere") return family === "ipv4" ? "0.0.0.0/0" : "::/0";
  return environment.network.ipv4Cidr;
}

/** Rules to every address that a team asked for, and those that instances and tasks of database users always have. */
export function askedFor(label: string, ports: readonly number[]): string[] {
  return ports.flatMap((port) =>
    ["0.0.0.0/0", "::/0"].map((block) => line(label, "egress", block, port, port)),
  );
}

/** What of a route is not in a stack, in words; empty when all is. */
export function lackingRoute(stack: WrittenStack, by: Interface, route: Route, family: Family): string[] {
  switch (route.through) {
    case "local":
      return [];
    case "s3-endpoint":
      return lackingGateway(stack, by);
    case "interface-endpoint":
      return lackingEndpoint(stack, route.endpoint);
    default:
      return lackingDefaultRoutes(stack, by, route.through, family);
  }
}

const TARGETS = {
  "nat-gateway": ["nat_gateway_id", "aws_nat_gateway."],
  "internet-gateway": ["gateway_id", "aws_internet_gateway."],
  "egress-only-gateway": ["egress_only_gateway_id", "aws_egress_only_internet_gateway."],
} as const;

/** Every subnet of the tier has a route table with the route. */
function lackingDefaultRoutes(
  stack: WrittenStack,
  { subnets }: Interface,
  through: keyof typeof TARGETS,
  family: Family,
): string[] {
  const [key, type] = TARGETS[through];
  const everything =
    family === "ipv4" ? { destination_cidr_block: "0.0.0.0/0" } : { destination_ipv6_cidr_block: "::/0" };
  return tablesOf(stack, subnets)
    .filter(
      (table) =>
        !Object.values(stack.all("aws_route")).some(
          (route) =>
            route.route_table_id === table &&
            has(route, everything) &&
            String(route[key]).startsWith("$" + `{${type}`),
        ),
    )
    .map((table) => `${table} has no route of ${family} through the ${through}`);
}

function lackingGateway(stack: WrittenStack, { subnets }: Interface): string[] {
  const { region } = stack.environment;
  const gateway = endpoints(stack).find(
    (one) => one.service_name === `com.amazonaws.${region}.s3` && one.vpc_endpoint_type === "Gateway",
  );
  const tables = (gateway?.route_table_ids ?? []) as readonly string[];
  return tablesOf(stack, subnets)
    .filter((table) => !tables.includes(table))
    .map((table) => `${table} is not one of the S3 endpoint`);
}

function lackingEndpoint(stack: WrittenStack, name: string): string[] {
  const { region } = stack.environment;
  const endpoint = endpoints(stack).find((one) => one.service_name === `com.amazonaws.${region}.${name}`);
  if (endpoint === undefined) return [`no endpoint ${name}`];
  const labels = groups(stack);
  const guards = (endpoint.security_group_ids as readonly string[]).map((id) => labels.get(id));
  const isReady =
    endpoint.vpc_endpoint_type === "Interface" &&
    endpoint.private_dns_enabled === true &&
    guards.join() === "endpoints";
  return isReady ? [] : [`the endpoint ${name} does not answer to the usual name`];
}

function endpoints(stack: WrittenStack): Attributes[] {
  return Object.values(stack.all("aws_vpc_endpoint"));
}

function has(one: Attributes, wanted: Attributes): boolean {
  return Object.entries(wanted).every(([key, value]) => one[key] === value);
}

/** Route tables of the subnets of a tier; each subnet must have one. */
function tablesOf(stack: WrittenStack, tier: "public" | "private"): string[] {
  const associations = Object.values(stack.all("aws_route_table_association"));
  const tables = subnetsOf(stack, tier).map((subnet) => {
    const own = associations.find(({ subnet_id }) => subnet_id === subnet);
    if (own === undefined) throw new Error(`${subnet} has no route table`);
    return String(own.route_table_id);
  });
  return [...new Set(tables)];
}

/** References to the subnets of a tier. */
export function subnetsOf(stack: WrittenStack, tier: "public" | "private"): string[] {
  return Object.keys(stack.all("aws_subnet"))
    .filter((id) => id.startsWith(`network_${tier}_`))
    .map((id) => "$" + `{aws_subnet.${id}.id}`);
}

/** Where something is started. */
export interface Place {
  readonly firewall: string | undefined;
  readonly subnets: readonly string[];
  readonly publicAddress: boolean;
}

/** Where tasks, instances of the cluster and those of Beanstalk are started. */
export function placesOf(stack: WrittenStack): Place[] {
  const labels = groups(stack);
  return [...ofTasks(stack), ...ofInstances(stack), ...ofBeanstalk(stack)].map(({ group, ...place }) => ({
    ...place,
    firewall: labels.get(group),
  }));
}

type GroupedPlace = Omit<Place, "firewall"> & { readonly group: string };

interface TaskNetwork {
  readonly security_groups: readonly string[];
  readonly subnets: readonly string[];
  readonly assign_public_ip: boolean;
}

function ofTasks(stack: WrittenStack): GroupedPlace[] {
  const services = Object.values(stack.all("aws_ecs_service")).map((one) => one.network_configuration);
  const schedules = Object.values(stack.all("aws_scheduler_schedule")).map(
    ({ target }) =>
      (target as { ecs_parameters?: { network_configuration?: unknown } }).ecs_parameters
        ?.network_configuration,
  );
  return [...services, ...schedules]
    .filter((network): network is TaskNetwork => network !== undefined)
    .map(({ security_groups, subnets, assign_public_ip }) => ({
      group: security_groups.join(),
      subnets,
      publicAddress: assign_public_ip,
    }));
}

function ofInstances(stack: WrittenStack): GroupedPlace[] {
  const [group] = Object.values(stack.all("aws_autoscaling_group"));
  const [template] = Object.values(stack.all("aws_launch_template"));
  if (group === undefined || template === undefined) return [];
  const [card] = template.network_interfaces as [
    { security_groups: string[]; associate_public_ip_address: string },
  ];
  const subnets = group.vpc_zone_identifier as string[];
  return [
    {
      group: card.security_groups.join(),
      subnets,
      publicAddress: card.associate_public_ip_address === "true",
    },
  ];
}

function ofBeanstalk(stack: WrittenStack): GroupedPlace[] {
  return Object.values(stack.all("aws_elastic_beanstalk_environment")).map(({ setting }) => {
    const settings = setting as { namespace: string; name: string; value: string }[];
    const value = (namespace: string, name: string) =>
      settings.find((one) => one.namespace === namespace && one.name === name)?.value ?? "";
    return {
      group: value("aws:autoscaling:launchconfiguration", "SecurityGroups"),
      subnets: value("aws:ec2:vpc", "Subnets").split(","),
      publicAddress: value("aws:ec2:vpc", "AssociatePublicIpAddress") === "true",
    };
  });
}

/** The rules that all needs of a stack ask for. */
export function explained(stack: WrittenStack, all: readonly Reached[]): Set<string> {
  return new Set(
    all.flatMap((one) =>
      (["ipv4", "ipv6"] as const).flatMap((family) =>
        one[family].openings.map((opening) => ruleFor(stack, opening, family)),
      ),
    ),
  );
}

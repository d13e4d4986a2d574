import { describe, expect, test } from "vitest";
import { networkOf, referenced } from "./network-of";

const SERVICES = ["ecr.api", "ecr.dkr", "logs"];

describe("the S3 gateway endpoint", () => {
  test("is always there, on every route table", () => {
    const network = networkOf();
    expect(Object.keys(network.all("aws_vpc_endpoint"))).toEqual(["network_s3"]);
    const s3 = network.one("aws_vpc_endpoint", "network_s3");
    expect(s3).toMatchObject({
      vpc_id: "${aws_vpc.network_vpc.id}",
      vpc_endpoint_type: "Gateway",
      service_name: "com.amazonaws.us-west-2.s3",
    });
    expect((s3.route_table_ids as string[]).map(referenced).sort()).toEqual(
      Object.keys(network.all("aws_route_table")).sort(),
    );
  });
});

describe("interface endpoints", () => {
  test("and their firewall are not made for no service", () => {
    const network = networkOf({ interfaceEndpoints: [] });
    expect(network.all("aws_security_group")).toEqual({});
    expect(network.all("aws_vpc_security_group_ingress_rule")).toEqual({});
  });

  test.each(SERVICES)("answer to the usual name of %s from the private subnets", (service) => {
    const network = networkOf({ interfaceEndpoints: SERVICES });
    expect(Object.keys(network.all("aws_vpc_endpoint"))).toHaveLength(SERVICES.length + 1);
    const name = `network_endpoints_${service.replace(".", "-")}`;
    expect(network.one("aws_vpc_endpoint", name)).toMatchObject({
      vpc_endpoint_type: "Interface",
      service_name: `com.amazonaws.us-west-2.${service}`,
      private_dns_enabled: true,
      subnet_ids: [
        "${aws_subnet.network_private_us-west-2a.id}",
        "${aws_subnet.network_private_us-west-2b.id}",
      ],
      security_group_ids: ["${aws_security_group.network_endpoints_firewall_group.id}"],
    });
  });

  test("take HTTPS from the VPC over both families and nothing else", () => {
    const network = networkOf({ interfaceEndpoints: SERVICES });
    expect(Object.keys(network.all("aws_security_group"))).toEqual(["network_endpoints_firewall_group"]);
    const https = { ip_protocol: "tcp", from_port: 443, to_port: 443 };
    expect(network.all("aws_vpc_security_group_ingress_rule")).toMatchObject({
      network_endpoints_firewall_from_ipv4_443: { ...https, cidr_ipv4: "10.20.0.0/16" },
      network_endpoints_firewall_from_ipv6_443: {
        ...https,
        cidr_ipv6: "${aws_vpc.network_vpc.ipv6_cidr_block}",
      },
    });
    expect(Object.keys(network.all("aws_vpc_security_group_ingress_rule"))).toHaveLength(2);
    expect(network.all("aws_vpc_security_group_egress_rule")).toEqual({});
  });

  test("are made once for a service that is named twice", () => {
    const network = networkOf({ interfaceEndpoints: ["logs", "logs"] });
    expect(Object.keys(network.all("aws_vpc_endpoint")).sort()).toEqual([
      "network_endpoints_logs",
      "network_s3",
    ]);
  });
});

"""The load balancer that Elastic Beanstalk makes for an environment of the web tier."""

from typing import Any

from moto.elasticbeanstalk.exceptions import InvalidParameterValueError
from moto.elasticbeanstalk.models import Application
from moto.elbv2.models import ELBv2Backend, FakeLoadBalancer, elbv2_backends

Options = list[dict[str, str]]


def _values(options: Options, namespace: str) -> dict[str, str]:
    return {each["OptionName"]: each["Value"] for each in options if each["Namespace"] == namespace}


def _backend(app: Application) -> ELBv2Backend:
    return elbv2_backends[app.account_id][app.region]


def make_balancer(app: Application, environment_id: str, options: Options) -> FakeLoadBalancer:
    """An application load balancer with a target group, and the listeners that the options name."""
    network = _values(options, "aws:ec2:vpc")
    if _values(options, "aws:elasticbeanstalk:environment").get("LoadBalancerType") != "application":
        raise InvalidParameterValueError("The emulator has application load balancers only.")
    chosen = _values(options, "aws:elbv2:loadbalancer")
    elb = _backend(app)
    balancer = elb.create_load_balancer(
        name=f"awseb--{environment_id[2:]}",
        security_groups=chosen["SecurityGroups"].split(","),
        subnet_ids=network["ELBSubnets"].split(","),
        scheme="internet-facing" if network.get("ELBScheme") == "public" else "internal",
        loadbalancer_type="application",
        ip_address_type=chosen.get("IpAddressType", "ipv4"),
    )
    target_group = elb.create_target_group(
        name=f"awseb-{environment_id[2:]}",
        protocol="HTTP",
        port="80",
        vpc_id=network["VPCId"],
        target_type="instance",
        **_health_check(options),
    )
    action = {"Type": "forward", "TargetGroupArn": target_group.arn, "Order": 1}
    for port, protocol, policy, certificate in _listeners(options):
        elb.create_listener(balancer.arn, protocol, port, policy, certificate, [action])
    balancer.environment_targets = target_group.arn
    return balancer


def _health_check(options: Options) -> dict[str, Any]:
    process = _values(options, "aws:elasticbeanstalk:environment:process:default")
    return {
        "healthcheck_protocol": "HTTP",
        "healthcheck_port": "traffic-port",
        "healthcheck_path": process.get("HealthCheckPath", "/"),
        "healthcheck_interval_seconds": int(process.get("HealthCheckInterval", "15")),
        "healthcheck_timeout_seconds": int(process.get("HealthCheckTimeout", "5")),
        "healthy_threshold_count": int(process.get("HealthyThresholdCount", "3")),
        "unhealthy_threshold_count": int(process.get("UnhealthyThresholdCount", "5")),
        "matcher": {"HttpCode": process.get("MatcherHTTPCode", "200")},
    }


def _listeners(options: Options) -> list[tuple[str, str, str, str | None]]:
    default = _values(options, "aws:elbv2:listener:default")
    secure = _values(options, "aws:elbv2:listener:443")
    listeners: list[tuple[str, str, str, str | None]] = []
    if default.get("ListenerEnabled", "true") == "true":
        listeners.append(("80", "HTTP", "", None))
    if secure.get("ListenerEnabled") == "true":
        if not secure.get("SSLCertificateArns"):
            raise InvalidParameterValueError("The listener on port 443 has no certificate.")
        policy = secure.get("SSLPolicy", "ELBSecurityPolicy-2016-08")
        listeners.append(("443", "HTTPS", policy, secure["SSLCertificateArns"]))
    return listeners


def change_balancer(app: Application, balancer: FakeLoadBalancer, options: Options) -> None:
    """Takes over what can change without a new load balancer: its security groups and address families."""
    chosen = _values(options, "aws:elbv2:loadbalancer")
    elb = _backend(app)
    elb.set_security_groups(balancer.arn, chosen["SecurityGroups"].split(","))
    elb.set_ip_address_type(balancer.arn, chosen.get("IpAddressType", "ipv4"))


def end_balancer(app: Application, balancer: FakeLoadBalancer) -> None:
    """The load balancer and its target group go with their environment."""
    elb = _backend(app)
    elb.delete_load_balancer(balancer.arn)
    elb.delete_target_group(balancer.environment_targets)

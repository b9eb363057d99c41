"""Load balancers, target groups, security groups and certificates."""

from awacs import ec2
from awacs import elasticloadbalancing as elb

from ...model import Scope, WhenFeature
from .._resource_schemas import schema as _schema
from .sources import (
    _CALLED_VIA,
    _ELB_CALLER,
    _OF_STACK,
    _allow,
    _calls,
    _five,
    _handlers,
    _inferred,
    _six,
)
from .stack import _NETWORK

_ELB_ARN = "arn:{partition}:elasticloadbalancing:{region}:{account}"


_APPLICATION_BALANCER = f"{_ELB_ARN}:loadbalancer/app/*/*"


_BALANCER = (_APPLICATION_BALANCER, WhenFeature("network-load-balancer", f"{_ELB_ARN}:loadbalancer/net/*/*"))


_LISTENER = (
    f"{_ELB_ARN}:listener/app/*/*/*",
    WhenFeature("network-load-balancer", f"{_ELB_ARN}:listener/net/*/*/*"),
)


_GROUP = (f"{_ELB_ARN}:targetgroup/*/*",)


_BALANCERS = Scope("LoadBalancers", _BALANCER, (_CALLED_VIA,))


_OLD_BALANCERS = Scope("LoadBalancerDeletion", _BALANCER, (_CALLED_VIA, _OF_STACK))


_LISTENERS = Scope("Listeners", _LISTENER, (_CALLED_VIA,))


_TARGET_GROUPS = Scope("TargetGroups", _GROUP, (_CALLED_VIA,))


_OLD_TARGET_GROUPS = Scope("TargetGroupDeletion", _GROUP, (_CALLED_VIA, _OF_STACK))


_BALANCER_TAGS = Scope("LoadBalancerTags", (*_BALANCER, *_LISTENER, *_GROUP), (_CALLED_VIA,))


_BALANCER_STATE = Scope("LoadBalancerState", ("*",))


_SECURITY_GROUP = "arn:{partition}:ec2:{region}:{account}:security-group/*"


_NEW_SECURITY_GROUPS = Scope(
    "NewSecurityGroups", (_SECURITY_GROUP, "arn:{partition}:ec2:{region}:{account}:vpc/{vpc}"), (_CALLED_VIA,)
)


_SECURITY_GROUPS = Scope("SecurityGroups", (_SECURITY_GROUP,), (_CALLED_VIA,))


_OLD_SECURITY_GROUPS = Scope("SecurityGroupDeletion", (_SECURITY_GROUP,), (_CALLED_VIA, _OF_STACK))


_GROUPS = ("load-balancer", "awsvpc", "task-security-group")


_CERTIFICATE = _inferred("cfn/stack/builder/resources/listener_certificate.rb:6")


_BALANCER_GRANTS = (
    *_allow(
        _BALANCERS,
        ("load-balancer",),
        (
            elb.CreateLoadBalancer,
            "CloudFormation creates the balancer of the app, whose name AWS makes up",
            _schema("ElasticLoadBalancingV2_LoadBalancer:225")
            + _six("cfn/stack/builder/resources/elb.rb:5")
            + _five("stack/builder/resources/elb.rb:5"),
        ),
        (
            elb.CreateListener,
            "CloudFormation creates the listeners of the balancer",
            _schema("ElasticLoadBalancingV2_Listener:40")
            + _six("cfn/stack/builder/resources/listener.rb:6")
            + _five("stack/builder/resources/listener.rb:5"),
        ),
    ),
    *_handlers(
        _BALANCERS,
        ("load-balancer",),
        "ElasticLoadBalancingV2_LoadBalancer",
        (elb.ModifyLoadBalancerAttributes, "sets attributes at creation and change", "227,256"),
        (elb.SetSecurityGroups, "sets the security groups of the balancer", "230,261"),
        (elb.SetSubnets, "changes the subnets of the balancer", "258"),
    ),
    *_handlers(
        _BALANCERS,
        ("custom-properties",),
        "ElasticLoadBalancingV2_LoadBalancer",
        (elb.SetIpAddressType, "changes the address type, if customised", "259"),
    ),
    *_handlers(
        _OLD_BALANCERS,
        ("load-balancer",),
        "ElasticLoadBalancingV2_LoadBalancer",
        (elb.DeleteLoadBalancer, "deletes the balancer with the stack", "238"),
    ),
    *_handlers(
        _LISTENERS,
        ("load-balancer",),
        "ElasticLoadBalancingV2_Listener",
        (elb.ModifyListener, "changes port, certificate and default action", "49"),
        (elb.ModifyListenerAttributes, "sets attributes at creation and change", "44,55"),
        (elb.DeleteListener, "deletes the listeners with the stack", "92"),
    ),
    *_allow(
        _LISTENERS,
        ("certificates",),
        (elb.AddListenerCertificates, "CloudFormation adds all certificates but the first", _CERTIFICATE),
        (elb.RemoveListenerCertificates, "CloudFormation removes those certificates again", _CERTIFICATE),
    ),
    *_allow(
        _TARGET_GROUPS,
        ("load-balancer",),
        (
            elb.CreateTargetGroup,
            "CloudFormation creates the target group of the service",
            _schema("ElasticLoadBalancingV2_TargetGroup:230")
            + _six("cfn/stack/builder/resources/target_group.rb:5")
            + _five("stack/builder/resources/target_group.rb:5"),
        ),
    ),
    *_handlers(
        _TARGET_GROUPS,
        ("load-balancer",),
        "ElasticLoadBalancingV2_TargetGroup",
        (elb.ModifyTargetGroup, "changes the health check", "260"),
        (elb.ModifyTargetGroupAttributes, "sets how long targets drain", "233,261"),
    ),
    *_handlers(
        _OLD_TARGET_GROUPS,
        ("load-balancer",),
        "ElasticLoadBalancingV2_TargetGroup",
        (elb.DeleteTargetGroup, "deletes the target group with the stack", "240"),
    ),
    *_allow(
        _BALANCER_TAGS,
        ("load-balancer",),
        (
            elb.AddTags,
            "the template names the balancer by a tag, and CloudFormation adds its own tags",
            _schema("ElasticLoadBalancingV2_LoadBalancer:229 ElasticLoadBalancingV2_Listener:43")
            + _schema("ElasticLoadBalancingV2_TargetGroup:235"),
        ),
    ),
    *_allow(
        _BALANCER_TAGS,
        ("stack-tags", "custom-properties"),
        (
            elb.RemoveTags,
            "CloudFormation removes tags that are gone from the configuration",
            _schema("ElasticLoadBalancingV2_LoadBalancer:263 ElasticLoadBalancingV2_Listener:53")
            + _schema("ElasticLoadBalancingV2_TargetGroup:266"),
        ),
    ),
    *_allow(
        _BALANCER_STATE,
        ("load-balancer", "ps"),
        (
            elb.DescribeLoadBalancers,
            "shows the balancer; CloudFormation reads what it made",
            _six("info.rb:42 cfn/stack/builder/resources/dns.rb:39")
            + _five("info.rb:27 stack/context.rb:246")
            + _schema("ElasticLoadBalancingV2_LoadBalancer:226"),
        ),
        (
            elb.DescribeTargetGroups,
            "finds the balancer of the service; CloudFormation reads what it made",
            _six("info.rb:27 cfn/stack/builder/resources/dns.rb:35")
            + _five("info.rb:21")
            + _schema("ElasticLoadBalancingV2_TargetGroup:231"),
        ),
    ),
    *_handlers(
        _BALANCER_STATE,
        ("load-balancer",),
        "ElasticLoadBalancingV2_LoadBalancer",
        (elb.DescribeLoadBalancerAttributes, "reads the attributes of its balancer", "249"),
        (elb.DescribeCapacityReservation, "reads the reserved capacity of its balancer", "250"),
        (elb.DescribeTags, "reads the tags of what it made", "251"),
    ),
    *_handlers(
        _BALANCER_STATE,
        ("load-balancer",),
        "ElasticLoadBalancingV2_Listener",
        (elb.DescribeListeners, "reads its listeners", "33,41"),
        (elb.DescribeListenerAttributes, "reads the attributes of its listeners", "34,56"),
    ),
    *_handlers(
        _BALANCER_STATE,
        ("load-balancer",),
        "ElasticLoadBalancingV2_TargetGroup",
        (elb.DescribeTargetGroupAttributes, "reads the attributes of its target group", "252"),
        (elb.DescribeTargetHealth, "reads the targets of its target group", "234,253"),
    ),
    *_allow(
        _BALANCER_STATE,
        ("certificates",),
        (elb.DescribeListenerCertificates, "CloudFormation reads the listener's certificates", _CERTIFICATE),
    ),
    *_allow(
        _NETWORK,
        ("load-balancer",),
        (ec2.DescribeAccountAttributes, "AWS requires it to create a load balancer", _ELB_CALLER),
        (ec2.DescribeAddresses, "AWS requires it to create a load balancer", _ELB_CALLER),
        (
            ec2.DescribeInternetGateways,
            "AWS requires it to create a load balancer or target group",
            _ELB_CALLER,
        ),
    ),
    *_handlers(
        _NETWORK,
        _GROUPS,
        "EC2_SecurityGroup",
        (ec2.DescribeSecurityGroups, "reads the security groups it makes", "45,51"),
        (ec2.DescribeInstances, "looks for instances in a group before it deletes it", "80"),
    ),
    *_handlers(
        _NETWORK,
        _GROUPS,
        "EC2_SecurityGroupIngress",
        (ec2.DescribeSecurityGroupRules, "finds the rule between balancer and tasks", "96,107"),
    ),
    *_calls(
        _NETWORK,
        ("task",),
        (
            ec2.DescribeSecurityGroups,
            "finds the default group of the VPC for a task",
            "",
            "network/fetch.rb:40",
        ),
    ),
    *_allow(
        _NEW_SECURITY_GROUPS,
        _GROUPS,
        (
            ec2.CreateSecurityGroup,
            "CloudFormation creates the groups of balancer and tasks; AWS checks group and VPC",
            _schema("EC2_SecurityGroup:50")
            + _six("cfn/stack/builder/resources/security_group/elb.rb:8")
            + _six("cfn/stack/builder/resources/security_group/ecs.rb:8")
            + _five("stack/builder/resources/security_group/elb.rb:8")
            + _five("stack/builder/resources/security_group/ecs.rb:7"),
        ),
    ),
    *_allow(
        _SECURITY_GROUPS,
        _GROUPS,
        (
            ec2.AuthorizeSecurityGroupIngress,
            "CloudFormation opens the port of the balancer, and the way from it to the tasks",
            _schema("EC2_SecurityGroup:54,64 EC2_SecurityGroupIngress:97"),
        ),
        (
            ec2.RevokeSecurityGroupIngress,
            "CloudFormation takes rules away when they change or go",
            _schema("EC2_SecurityGroup:61 EC2_SecurityGroupIngress:108"),
        ),
    ),
    *_handlers(
        _SECURITY_GROUPS,
        _GROUPS,
        "EC2_SecurityGroup",
        (ec2.AuthorizeSecurityGroupEgress, "writes the outgoing rules of the template", "53,63"),
        (ec2.RevokeSecurityGroupEgress, "removes the outgoing rule that every new group has", "52,60"),
        (ec2.CreateTags, "puts the name of the template and its own tags on each group", "55,67"),
    ),
    *_allow(
        _SECURITY_GROUPS,
        ("custom-properties",),
        (
            ec2.UpdateSecurityGroupRuleDescriptionsIngress,
            "CloudFormation changes the description of an incoming rule, if customised",
            _schema("EC2_SecurityGroup:65 EC2_SecurityGroupIngress:102"),
        ),
        (
            ec2.UpdateSecurityGroupRuleDescriptionsEgress,
            "CloudFormation changes the description of an outgoing rule, if customised",
            _schema("EC2_SecurityGroup:66"),
        ),
    ),
    *_handlers(
        _SECURITY_GROUPS,
        ("stack-tags", "custom-properties"),
        "EC2_SecurityGroup",
        (ec2.DeleteTags, "removes tags that are gone from the configuration", "68"),
    ),
    *_handlers(
        _OLD_SECURITY_GROUPS,
        _GROUPS,
        "EC2_SecurityGroup",
        (ec2.DeleteSecurityGroup, "deletes the groups with the stack", "79"),
    ),
)

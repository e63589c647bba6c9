"""What the containers may do: next to nothing; and what an operator is told who starts them."""

import httpx2 as httpx
import pytest

from tests.docker.conftest import Demonstration
from tests.docker.stack import Stack, run

SERVICES = ("api", "worker", "postgres", "elasticsearch")


def test_the_address_and_a_key_are_printed(demonstration: Demonstration) -> None:
    assert demonstration.stack.address in demonstration.words
    answer = httpx.get(
        f"{demonstration.stack.address}/v1/objects",
        params={"q": "painting"},
        headers={"Authorization": f"Bearer {demonstration.keys['officer']}"},
        timeout=30,
    )
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_is_healthy(demonstration: Demonstration, service: str) -> None:
    # The worker is given a moment: nothing waits for it at the start.
    demonstration.stack.compose("up", "--detach", "--no-deps", "--no-recreate", "--wait", service)
    state = demonstration.stack.container(service)["State"]
    assert state["Health"]["Status"] == "healthy"


@pytest.mark.parametrize("service", SERVICES)
def test_no_service_runs_as_root_or_can_become_it(demonstration: Demonstration, service: str) -> None:
    # Of init, which Docker puts in front, and of what it started.
    status = demonstration.stack.inside(service, "cat /proc/[0-9]*/status | grep -E '^(Uid|CapEff|CapBnd|NoNewPrivs):'")
    rows = [line.split() for line in status.splitlines()]
    assert all(row[1] not in ("0", "") for row in rows if row[0] == "Uid:"), status
    assert {row[1] for row in rows if row[0] in ("CapEff:", "CapBnd:")} == {"0000000000000000"}
    assert {row[1] for row in rows if row[0] == "NoNewPrivs:"} == {"1"}


@pytest.mark.parametrize("service", ["api", "worker", "postgres"])
def test_the_root_file_system_is_read_only(demonstration: Demonstration, service: str) -> None:
    stack = demonstration.stack
    assert stack.inside(service, "touch /etc/x /usr/x 2>/dev/null && echo written", check=False) == ""
    assert stack.inside(service, "touch /tmp/x && echo written").strip() == "written"
    assert stack.container(service)["HostConfig"]["ReadonlyRootfs"] is True


def test_only_the_interface_can_be_reached_from_outside_and_only_from_this_machine(
    demonstration: Demonstration,
) -> None:
    stack = demonstration.stack
    for service in SERVICES:
        ports = stack.container(service)["NetworkSettings"]["Ports"]
        published = [binding for bindings in ports.values() for binding in bindings or []]
        expected = [{"HostIp": "127.0.0.1", "HostPort": str(stack.port)}] if service == "api" else []
        assert published == expected, service


def test_every_container_has_limits_and_returns(demonstration: Demonstration) -> None:
    for service in SERVICES:
        chosen = demonstration.stack.container(service)["HostConfig"]
        assert 0 < chosen["Memory"] <= 4 << 30, service
        assert chosen["PidsLimit"] > 0, service
        assert chosen["RestartPolicy"]["Name"] == "unless-stopped", service


def test_elasticsearch_wants_a_password_and_shows_its_certificate(demonstration: Demonstration) -> None:
    curl = "curl -s -o /dev/null -w '%{http_code}' "
    trusted = f"{curl} --cacert config/certs/ca.crt https://localhost:9200/"
    assert demonstration.stack.inside("elasticsearch", trusted).strip() == "401"
    assert demonstration.stack.inside("elasticsearch", f"{curl} http://localhost:9200/", check=False).strip() == "000"
    key = demonstration.stack.inside("api", "cat /certificates/server.key 2>/dev/null && echo read", check=False)
    assert key == "", "the interface can read the private key of Elasticsearch"


def test_the_image_holds_no_installer_and_nothing_of_the_build(stack: Stack) -> None:
    script = (
        "ls /etc/pip.conf /opt/repatria/bin/pip /build 2>/dev/null; python3 -c 'import pip' 2>/dev/null && echo pip"
    )
    command = ["docker", "run", "--rm", "--network", "none", "--entrypoint", "sh", stack.image, "-c", script]
    left = run(command, stack.environment, check=False).split()
    # The base image has the first three of its own, perhaps; ours has no installer where our packages are.
    assert "/opt/repatria/bin/pip" not in left
    assert "/build" not in left
    assert "pip" not in left


def test_the_image_alone_serves_without_servers_and_without_a_network(stack: Stack) -> None:
    command = ["docker", "run", "--rm", "--network=none", "--read-only", "--tmpfs=/tmp", "--cap-drop=ALL"]
    shown = run([*command, stack.image, "demo", "--no-serve", "--works", "0", "--json"], stack.environment)
    assert '"officer"' in shown
